import { EXTENSIONS, STANDARD_ACTIONS } from './action-names';

/** The programs that people run, each with its own manner (spec/onebot, 1 and 2). */
export const FLAVOURS = ['napcat', 'llbot', 'snowluma', 'lagrange', 'go-cqhttp'] as const;
export type Flavour = (typeof FLAVOURS)[number];

/** How a call ends that is not carried out. */
export type Failure = 'unknown-action' | 'bad-params' | 'bad-json' | 'failed';

/** An HTTP status and a body; a text is sent as it is. */
export interface HttpAnswer {
  status: number;
  body: object | string;
}

/** How a socket with a wrong token ends: before it opens, or after, with a frame or without. */
export type SocketRefusal =
  | { when: 'upgrade' }
  | { when: 'opened'; frame: object | null; code: number | null; reason: string };

export interface Manner {
  name: string;
  version: string;
  /** Which of two tokens counts where header and query say different ones. */
  tokenFrom: 'query' | 'header';
  missingToken: HttpAnswer;
  wrongToken: HttpAnswer;
  socketRefusal: SocketRefusal;
  /** The status of a preflight without CORS; null: any page may call. */
  preflightRefusal: number | null;
  /** any: what is not /api or /event counts as both. strict: other paths are silent. root: other paths do not open. */
  paths: 'any' | 'strict' | 'root';
  httpCodes: Readonly<Record<Failure, { status: number; retcode: number }>>;
  socketCodes: Readonly<Record<Failure, number>>;
  /** Whether a frame that is not JSON is searched for its echo. */
  recoversEcho: boolean;
  heartbeatMs: number;
  /** The lifecycle events as a socket opens, and the one before it is closed. */
  lifecycle: { opening: readonly string[]; closing: string | null; heartbeatAtOnce: boolean };
  messageFormat: 'array' | 'string';
  /** The names under which replies say what went wrong. */
  wordings: readonly string[];
  /** Fields that only this program adds to each reply. */
  extras: Readonly<Record<string, unknown>>;
  /** Whether replies over HTTP carry an echo nobody sent. */
  inventsEcho: boolean;
  /** What stands for the data of actions that have none. */
  noData: 'absent' | 'null';
  history: HistoryManner;
  requests: RequestManner;
  /** Whether `message_seq` of a message is its id or its place in the conversation. */
  seqIs: 'id' | 'place';
  /** Whether there is `GET /_events`, and how often it has a heartbeat. */
  sse: { heartbeatMs: number | null } | null;
  actions: ReadonlySet<string>;
}

/** How requests about groups are named in events, and listed by `get_group_system_msg` where there is one. */
export interface RequestManner {
  /** number: as listed. piped: `group|number|type|doubt` (LLBot). colons: `slreq:1:number:group:type:filtered`. */
  flag: 'number' | 'piped' | 'colons';
  /** invitor: who asks is `invitor_uin` in both lists (NapCat). rows: one list, each with its flag (SnowLuma). */
  list: 'both' | 'invitor' | 'rows';
  /** What stands in place of an empty list. */
  none: null | [];
}

/** How history is paged. Pages run from old to new and include the message they are asked from. */
export interface HistoryManner {
  /** The parameter that names the message to go on from, and whether it is an id or a place. */
  from: 'message_seq' | 'message_id';
  fromIs: 'id' | 'place';
  /** Whether a page goes to newer messages unless `reverse_order` is set (getMsgsIncludeSelf of the kernel). */
  forwards: boolean;
  /** Whether an empty page is a failure. */
  failsWhenEmpty: boolean;
}

const STANDARD_CODES = {
  'unknown-action': { status: 404, retcode: 1404 },
  'bad-params': { status: 200, retcode: 1400 },
  'bad-json': { status: 400, retcode: 1400 },
  failed: { status: 200, retcode: 100 },
} as const;

const SOCKET_CODES = { 'unknown-action': 1404, 'bad-params': 1400, 'bad-json': 1400, failed: 1200 } as const;

const ONE_LIFECYCLE = { opening: ['connect'], closing: null, heartbeatAtOnce: false } as const;

const BAD_TOKEN_FRAME = {
  status: 'failed',
  retcode: 1403,
  data: null,
  message: 'token验证失败',
  wording: 'token验证失败',
} as const;

export const MANNERS: Readonly<Record<Flavour, Manner>> = {
  napcat: {
    name: 'NapCat.Onebot',
    version: '4.18.13',
    tokenFrom: 'query',
    missingToken: { status: 403, body: { message: 'token verify failed!' } },
    wrongToken: { status: 403, body: { message: 'token verify failed!' } },
    socketRefusal: { when: 'opened', frame: { ...BAD_TOKEN_FRAME, echo: null }, code: null, reason: '' },
    preflightRefusal: null,
    paths: 'any',
    httpCodes: {
      'unknown-action': { status: 200, retcode: 200 },
      'bad-params': { status: 200, retcode: 400 },
      'bad-json': { status: 400, retcode: 400 },
      failed: { status: 200, retcode: 200 },
    },
    socketCodes: SOCKET_CODES,
    recoversEcho: false,
    heartbeatMs: 30_000,
    lifecycle: ONE_LIFECYCLE,
    messageFormat: 'array',
    wordings: ['message', 'wording'],
    extras: { stream: 'normal-action' },
    inventsEcho: true,
    noData: 'absent',
    history: { from: 'message_seq', fromIs: 'id', forwards: true, failsWhenEmpty: true },
    requests: { flag: 'number', list: 'invitor', none: [] },
    seqIs: 'id',
    sse: { heartbeatMs: null },
    actions: new Set([...STANDARD_ACTIONS, ...EXTENSIONS.napcat]),
  },
  llbot: {
    name: 'LLOneBot',
    version: '8.1.7',
    tokenFrom: 'header',
    missingToken: { status: 403, body: { message: 'token verify failed' } },
    wrongToken: { status: 403, body: { message: 'token verify failed' } },
    socketRefusal: {
      when: 'opened',
      frame: { ...BAD_TOKEN_FRAME, echo: null },
      code: 1008,
      reason: 'invalid access token',
    },
    preflightRefusal: null,
    paths: 'strict',
    httpCodes: {
      'unknown-action': { status: 404, retcode: 404 },
      'bad-params': { status: 200, retcode: 400 },
      'bad-json': { status: 200, retcode: 400 },
      failed: { status: 200, retcode: 200 },
    },
    socketCodes: SOCKET_CODES,
    recoversEcho: true,
    heartbeatMs: 60_000,
    lifecycle: ONE_LIFECYCLE,
    messageFormat: 'array',
    wordings: ['message', 'wording'],
    extras: {},
    inventsEcho: false,
    noData: 'null',
    history: { from: 'message_seq', fromIs: 'place', forwards: false, failsWhenEmpty: false },
    requests: { flag: 'piped', list: 'both', none: [] },
    seqIs: 'place',
    sse: { heartbeatMs: 5000 },
    actions: new Set([...STANDARD_ACTIONS, ...EXTENSIONS.llbot]),
  },
  snowluma: {
    name: 'SnowLuma',
    version: '1.0.0',
    tokenFrom: 'header',
    missingToken: { status: 401, body: { status: 'failed', retcode: 1401, data: null } },
    wrongToken: { status: 401, body: { status: 'failed', retcode: 1401, data: null } },
    socketRefusal: { when: 'opened', frame: null, code: 1008, reason: 'invalid access token' },
    preflightRefusal: 401,
    paths: 'root',
    httpCodes: STANDARD_CODES,
    socketCodes: { ...SOCKET_CODES, failed: 100 },
    recoversEcho: false,
    heartbeatMs: 30_000,
    lifecycle: { opening: ['connect', 'enable'], closing: 'disable', heartbeatAtOnce: true },
    messageFormat: 'array',
    wordings: ['message', 'wording'],
    extras: {},
    inventsEcho: false,
    noData: 'null',
    history: { from: 'message_id', fromIs: 'id', forwards: false, failsWhenEmpty: false },
    requests: { flag: 'colons', list: 'rows', none: [] },
    seqIs: 'place',
    sse: null,
    actions: new Set([...STANDARD_ACTIONS, ...EXTENSIONS.snowluma]),
  },
  lagrange: {
    name: 'Lagrange.OneBot',
    version: '0.0.3',
    tokenFrom: 'header',
    missingToken: { status: 401, body: '' },
    wrongToken: { status: 403, body: '' },
    socketRefusal: { when: 'upgrade' },
    preflightRefusal: 405,
    paths: 'any',
    httpCodes: STANDARD_CODES,
    socketCodes: SOCKET_CODES,
    recoversEcho: false,
    heartbeatMs: 5000,
    lifecycle: ONE_LIFECYCLE,
    messageFormat: 'array',
    wordings: [],
    extras: {},
    inventsEcho: false,
    noData: 'null',
    history: { from: 'message_id', fromIs: 'id', forwards: false, failsWhenEmpty: false },
    requests: { flag: 'number', list: 'both', none: [] },
    seqIs: 'place',
    sse: null,
    actions: new Set([...STANDARD_ACTIONS, ...EXTENSIONS.lagrange]),
  },
  'go-cqhttp': {
    name: 'go-cqhttp',
    version: 'v1.2.0',
    tokenFrom: 'header',
    missingToken: { status: 401, body: '' },
    wrongToken: { status: 403, body: '' },
    socketRefusal: { when: 'upgrade' },
    preflightRefusal: 404,
    paths: 'any',
    httpCodes: STANDARD_CODES,
    socketCodes: { ...SOCKET_CODES, 'bad-params': 100, failed: 100 },
    recoversEcho: false,
    heartbeatMs: 5000,
    lifecycle: ONE_LIFECYCLE,
    messageFormat: 'string',
    wordings: ['msg', 'wording'],
    extras: {},
    inventsEcho: false,
    noData: 'null',
    history: { from: 'message_seq', fromIs: 'place', forwards: false, failsWhenEmpty: false },
    requests: { flag: 'number', list: 'both', none: null },
    seqIs: 'place',
    sse: null,
    actions: new Set([...STANDARD_ACTIONS, ...EXTENSIONS['go-cqhttp']]),
  },
};
