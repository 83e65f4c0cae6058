import { describe, expect, it } from 'vitest';
import { faultOfError } from '../../../src/codex/engine/service/contact/fault-of-error.ts';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

describe('the fault of an error', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'unknownHost'],
    ['EAI_AGAIN', 'unknownHost'],
    ['ETIMEDOUT', 'timeout'],
    ['ENETUNREACH', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['CERT_NOT_YET_VALID', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
    ['HOSTNAME_MISMATCH', 'certificate'],
    ['INVALID_CA', 'certificate'],
    ['EMFILE', null],
  ])('%s is %s', (code, fault) => {
    expect(faultOfError(withCode(code))).toBe(fault);
  });

  it('of several addresses is that of the first', () => {
    const errors = [withCode('ECONNREFUSED'), withCode('ENETUNREACH')];

    expect(faultOfError(new AggregateError(errors))).toBe('refused');
  });

  it.each([new Error('x'), 'x', null, undefined, {}])('of %s is unknown', (error) => {
    expect(faultOfError(error)).toBeNull();
  });
});
