import { describe, expect, it } from 'vitest';
import type { ProtocolName } from '../../../lib/model/account';
import { prepareAccount } from '../../../lib/protocol/prepare';
import { openProtocol } from '../../../lib/protocol/registry';

const account = { server: 'http://qq.example.cn:8000', uin: '100001' } as const;

describe('the registry', () => {
  it('opens the protocol of an account', () => {
    const protocol = openProtocol({ protocol: 'http-qq', ...account });
    expect(protocol.abilities(protocol.start(() => 0))).toContain('send');
  });

  it('prepares what was typed by the rules of that protocol', () => {
    const typed = { ...account, password: 'secret', encoding: 'utf-8' } as const;
    expect(prepareAccount('http-qq', typed)).toMatchObject({ ok: true });
  });

  it('says so where this build has no such protocol', () => {
    expect(() => openProtocol({ protocol: 'icq' as ProtocolName, ...account })).toThrow('icq');
  });
});
