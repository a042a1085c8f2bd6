import { type IncomingHttpHeaders, request } from 'node:http';
import { expect } from 'vitest';
import type { ServerOptions } from '../../server/server';
import { TestServer } from './test-server';
import { Jar } from './webqq-jar';
import { friendListHash, hash33, passwordProof } from './webqq-proofs';

export interface WebReply {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes
export type Json = any;

interface Ask {
  method?: string;
  body?: string;
  /** Null leaves it out. */
  referer?: string | null;
  cookie?: string;
  contentType?: string | null;
  signal?: AbortSignal;
}

/** The hosts of the service as a client names them. */
export const HOSTS = {
  ui: 'ui.ptlogin2.qq.com',
  ssl: 'ssl.ptlogin2.qq.com',
  check: 'check.ptlogin2.qq.com',
  s: 's.web2.qq.com',
  d: 'd1.web2.qq.com',
} as const;

/** A client of the time: a jar of its own, and hosts that either all lie at one address or are mapped to it. */
export class WebqqClient {
  readonly jar = new Jar();
  uin = '';
  ptwebqq = '';
  vfwebqq = '';
  psessionid = '';
  clientid: string | number = 53999199;
  #msgId = 10_000;

  constructor(
    readonly server: TestServer,
    /** Whether requests name the hosts of the time, as with host mapping. */
    readonly mapped = false,
  ) {}

  get era(): 'smartqq' | 'webqq3' {
    return typeof this.clientid === 'number' ? 'smartqq' : 'webqq3';
  }

  /** Asks a host of the service; Set-Cookie goes into the jar. */
  ask(host: string, path: string, more: Ask = {}): Promise<WebReply> {
    const { referer = `http://${this.#named(host)}/proxy.html?v=1&callback=1&id=2`, method = 'GET', body } = more;
    const named = this.#named(host);
    const cookie = more.cookie ?? this.jar.for(named.replace(/:\d+$/, ''));
    const contentType = more.contentType === undefined ? 'application/x-www-form-urlencoded' : more.contentType;
    const headers = {
      Host: named,
      ...(referer === null ? {} : { Referer: referer }),
      ...(cookie === '' ? {} : { Cookie: cookie }),
      ...(body === undefined || contentType === null ? {} : { 'Content-Type': contentType }),
      ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    };
    const { signal } = more;
    return new Promise((resolve, reject) => {
      const wire = request(
        { host: '127.0.0.1', port: this.server.webqqPort, path, method, headers, ...(signal ? { signal } : {}) },
        (response) => {
          const chunks: Buffer[] = [];
          for (const line of response.headers['set-cookie'] ?? []) this.jar.take(named.replace(/:\d+$/, ''), line);
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const bytes = Buffer.concat(chunks);
            resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString() });
          });
        },
      );
      wire.on('error', reject);
      wire.end(body);
    });
  }

  /** Follows an address that the server told. */
  open(url: string): Promise<WebReply> {
    const { host, pathname, search } = new URL(url);
    return this.ask(host, pathname + search);
  }

  async get(path: string, query: object = {}, host: string = HOSTS.s): Promise<Json> {
    const search = new URLSearchParams({ ...query, t: '1' } as Record<string, string>);
    return JSON.parse((await this.ask(host, `${path}?${search}`)).text);
  }

  /** POST with r, and beside it what WebQQ 3 wrote a second time. */
  async post(path: string, r: object, more: Ask & { host?: string } = {}): Promise<Json> {
    return JSON.parse((await this.postRaw(path, r, more)).text);
  }

  postRaw(path: string, r: object, more: Ask & { host?: string } = {}): Promise<WebReply> {
    const form = new URLSearchParams({ r: JSON.stringify(r) });
    if (this.era === 'webqq3') {
      form.set('clientid', String(this.clientid));
      form.set('psessionid', this.psessionid === '' ? 'null' : this.psessionid);
    }
    return this.ask(more.host ?? HOSTS.d, path, { method: 'POST', body: String(form), ...more });
  }

  get tickets() {
    return { vfwebqq: this.vfwebqq, clientid: this.clientid, psessionid: this.psessionid };
  }

  /** The whole sign-in of SmartQQ: picture, phone, check_sig, tickets, and the lists in the official order. */
  async signInByQr(uin: string): Promise<void> {
    await this.ask(HOSTS.ssl, '/ptqrshow?appid=501004106&e=0&l=M&s=5&d=72&v=4&t=0.1');
    expect(await this.server.control('qr', { uin, step: 'confirm' })).toMatchObject({ ok: true });
    await this.passCheckSig((await this.ptqrlogin()).text);
    await this.openSession();
    await this.fetchLists();
  }

  ptqrlogin(): Promise<WebReply> {
    const token = hash33(this.jar.value('qrsig') ?? '');
    return this.ask(HOSTS.ssl, `/ptqrlogin?ptqrtoken=${token}&${PTQRLOGIN_REST}`);
  }

  async passCheckSig(ptui: string): Promise<WebReply> {
    const url = /^ptuiCB\('0','0','([^']+)'/.exec(ptui)?.[1];
    if (url === undefined) throw new Error(`no sign-in: ${ptui}`);
    const reply = await this.open(url);
    this.ptwebqq = this.jar.value('ptwebqq') ?? '';
    return reply;
  }

  async openSession(): Promise<Json> {
    const { ptwebqq, clientid } = this;
    if (this.era === 'smartqq') {
      const { result } = await this.get('/api/getvfwebqq', { ptwebqq, clientid, psessionid: '' });
      this.vfwebqq = result.vfwebqq;
    }
    return this.login2();
  }

  /** Opens a session, or with the old psessionid links it again. */
  async login2(): Promise<Json> {
    const { ptwebqq, clientid, psessionid } = this;
    const own = this.era === 'smartqq' ? { psessionid } : { passwd_sig: '', psessionid: psessionid || null };
    const reply = await this.post('/channel/login2', { ptwebqq, clientid, ...own, status: 'online' });
    if (reply.retcode === 0) {
      this.psessionid = reply.result.psessionid;
      this.uin = String(reply.result.uin);
      if (this.era === 'webqq3') this.vfwebqq = reply.result.vfwebqq;
    }
    return reply;
  }

  async fetchLists(): Promise<void> {
    const { vfwebqq } = this;
    const hash = friendListHash(Number(this.uin), this.ptwebqq);
    const replies = await Promise.all([
      this.post('/api/get_user_friends2', { vfwebqq, hash }, { host: HOSTS.s }),
      this.post('/api/get_group_name_list_mask2', { vfwebqq, hash }, { host: HOSTS.s }),
      this.get('/api/get_discus_list', this.tickets),
      this.get('/api/get_self_info2'),
    ]);
    const online = await this.get('/channel/get_online_buddies2', this.tickets, HOSTS.d);
    const recent = await this.post('/channel/get_recent_list2', this.tickets);
    expect([...replies, online, recent].map(({ retcode }) => retcode)).toEqual([0, 0, 0, 0, 0, 0]);
  }

  async signInByPassword(uin: string, password: string): Promise<void> {
    this.clientid = '50888888';
    const checked = (await this.ask(HOSTS.check, `/check?uin=${uin}&appid=1003903&js_ver=10080&js_type=0`)).text;
    const code = /^ptui_checkVC\('0','([^']+)'/.exec(checked)?.[1] ?? '';
    await this.passCheckSig((await this.loginWith(uin, password, code)).text);
    await this.openSession();
    await this.fetchLists();
  }

  loginWith(uin: string, password: string, code: string): Promise<WebReply> {
    const p = passwordProof(password, uin, code);
    const query = new URLSearchParams({ u: uin, p, verifycode: code, webqq_type: '10', aid: '1003903', h: '1' });
    return this.ask('ptlogin2.qq.com', `/login?${query}`);
  }

  poll(signal?: AbortSignal): Promise<WebReply> {
    const { ptwebqq, clientid, psessionid } = this;
    const r =
      this.era === 'smartqq' ? { ptwebqq, clientid, psessionid, key: '' } : { clientid, psessionid, key: 0, ids: [] };
    return this.postRaw('/channel/poll2', r, signal ? { signal } : {});
  }

  async pollJson(): Promise<Json> {
    return JSON.parse((await this.poll()).text);
  }

  /** The session's number of a friend, by nick. */
  async friend(nick: string): Promise<number> {
    const hash = friendListHash(Number(this.uin), this.ptwebqq);
    const { result } = await this.post('/api/get_user_friends2', { vfwebqq: this.vfwebqq, hash }, { host: HOSTS.s });
    return result.info.find((info: Json) => info.nick === nick).uin;
  }

  async group(name: string): Promise<{ gid: number; code: number }> {
    const hash = friendListHash(Number(this.uin), this.ptwebqq);
    const list = '/api/get_group_name_list_mask2';
    const { result } = await this.post(list, { vfwebqq: this.vfwebqq, hash }, { host: HOSTS.s });
    return result.gnamelist.find((group: Json) => group.name === name);
  }

  send(call: string, to: object, text: string, msgId = this.freshMsgId()): Promise<Json> {
    const font = ['font', { name: '宋体', size: 10, style: [0, 0, 0], color: '000000' }];
    const content = JSON.stringify(this.era === 'smartqq' ? [text, font] : [text, '\n', font]);
    const { clientid, psessionid } = this;
    return this.post(`/channel/${call}`, { ...to, content, face: 522, clientid, msg_id: msgId, psessionid });
  }

  freshMsgId(): number {
    this.#msgId += 1;
    return this.#msgId;
  }

  #named(host: string): string {
    return this.mapped ? host : `127.0.0.1:${this.server.webqqPort}`;
  }
}

const PTQRLOGIN_REST =
  'webqq_type=10&remember_uin=1&login2qq=1&aid=501004106&u1=http%3A%2F%2Fw.qq.com%2Fproxy.html%3Flogin2qq%3D1%26webqq_type%3D10' +
  '&ptredirect=0&ptlang=2052&daid=164&from_ui=1&pttype=1&dumy=&fp=loginerroralert&action=0-0-157510&mibao_css=m_webqq' +
  '&t=undefined&g=1&js_type=0&js_ver=10143&login_sig=&pt_randsalt=0';

/** A server with two WebQQ numbers, 100001 (password secret) and 100002, friends 200001 to 200003, a group, a discussion. */
export async function serverWithWebqq(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await TestServer.start(options);
  const friends = ['200001', '200002', '200003'];
  await server.control('accounts', [
    {
      uin: '100001',
      protocol: 'webqq',
      password: 'secret',
      nick: 'me',
      friends,
      categories: [{ name: '同学', members: ['200001'] }],
      remarks: { '200001': '备注' },
    },
    { uin: '100002', protocol: 'webqq', password: 'secret', nick: 'other me', friends },
    { uin: '100003', protocol: 'webqq', password: 'secret', nick: 'third me', friends },
    { uin: '200001', nick: 'Ming', face: 603, friends: ['100001', '100002', '100003'] },
    { uin: '200002', nick: 'Hong', friends: ['100001'] },
    { uin: '200003', nick: 'Tao', friends: ['100001'] },
    { uin: '200009', nick: 'Stranger' },
  ]);
  const members = ['100001', '100002', { uin: '200001', card: '群名片', role: 'owner' }, '200009'];
  await server.control('groups', { gid: '700001', name: '测试群', members });
  await server.control('groups', { gid: '700002', kind: 'discussion', name: '讨论组', members });
  await server.control('clock', { poll: 0 });
  return server;
}

/** A client that is signed in: by QR code, or with the manner of WebQQ 3. */
export async function signedIn(server: TestServer, uin = '100001', era: 'smartqq' | 'webqq3' = 'smartqq') {
  const client = new WebqqClient(server);
  if (era === 'smartqq') await client.signInByQr(uin);
  else await client.signInByPassword(uin, 'secret');
  return client;
}

/** What is wrong with the requests so far, by kind; empty if nothing is. */
export async function slips(server: TestServer): Promise<object> {
  const { webqq } = (await server.look('state')) as unknown as { webqq: { counts: Record<string, number> } };
  const { requests: _, ...wrong } = webqq.counts;
  return Object.fromEntries(Object.entries(wrong).filter(([, count]) => count > 0));
}
