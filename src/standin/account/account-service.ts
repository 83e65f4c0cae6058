import type { JsonObject, JsonValue } from '../wire/json.ts';
import { errorBody } from '../wire/errors.ts';
import { parseObject, stringOf } from '../wire/json.ts';
import { DeviceCodes } from './device-codes.ts';
import { creditsBody, usageBody } from './quota.ts';
import { LoginTokens } from './tokens.ts';
import type { StandInProfile, StandInQuota, StandInRouting } from './types.ts';

/** A whole answer. */
export interface AccountAnswer {
  readonly status: number;
  readonly body: JsonObject | string;
}

/** A whole request. */
export interface AccountRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: string;
  /** The `authorization` header. */
  readonly authorization: string | undefined;
}

/**
 * The login and account side of the service, as Codex 0.169.0 speaks to it: the device code flow,
 * the accounts of a login, its quota and its model catalog.
 */
export class AccountService {
  readonly codes: DeviceCodes;
  /** Tokens that a logout revoked. */
  readonly revoked: string[] = [];
  /** The tokens of its logins. */
  readonly tokens = new LoginTokens();
  /** What a refresh is refused with; undefined where it is not. */
  refreshRefusal: AccountAnswer | undefined;
  quota: StandInQuota | null = null;
  isOutOfOrder = false;
  /** How often the quota was asked for. */
  usageRequests = 0;
  /** How often new tokens were asked for in place of older ones. */
  refreshes = 0;
  routing: StandInRouting = { backendOrigin: 'https://chatgpt.com', override: 'NO_CONSTRAINT' };
  profile: StandInProfile = {
    email: 'ada@example.com',
    planType: 'plus',
    accountId: 'account-of-the-stand-in',
  };

  /**
   * @param onChange Called after each change of a device code.
   * @param approveAfterMs When a device code approves itself; undefined: never.
   */
  constructor(onChange: () => void, approveAfterMs?: number) {
    this.codes = new DeviceCodes(onChange, approveAfterMs);
  }

  /** The answer; undefined for a path that does not belong to the account. */
  answer(request: AccountRequest): AccountAnswer | undefined {
    switch (`${request.method} ${request.path}`) {
      case 'POST /api/accounts/deviceauth/usercode':
        return this.#issueCode();
      case 'POST /api/accounts/deviceauth/token':
        return this.#pollCode(parseObject(request.body) ?? {});
      case 'GET /codex/device':
        return { status: 200, body: DEVICE_PAGE };
      case 'POST /oauth/token':
        return this.#giveTokens(request.body);
      case 'POST /oauth/revoke':
        return this.#revoke(parseObject(request.body) ?? {});
      case 'GET /backend-api/wham/accounts/check':
        return this.#ofLogin(request, { accounts: [this.#account()] });
      case 'GET /backend-api/wham/usage':
        this.usageRequests += 1;
        return this.#ofLogin(request, {
          plan_type: this.profile.planType,
          rate_limit: usageBody(this.quota),
          credits: creditsBody(this.quota?.credits),
        });
      default:
        return undefined;
    }
  }

  #issueCode(): AccountAnswer {
    if (this.isOutOfOrder) return OUT_OF_ORDER;
    const { id, userCode } = this.codes.issue();
    return ok({ device_auth_id: id, user_code: userCode, interval: '1' });
  }

  #pollCode(body: JsonObject): AccountAnswer {
    const outcome = this.codes.poll(stringOf(body['device_auth_id']));
    if (outcome === 'approved') {
      return ok({
        authorization_code: 'code-of-the-stand-in',
        code_challenge: 'challenge',
        code_verifier: 'verifier',
      });
    }
    // Codex keeps polling after a 403 or a 404, and gives up after any other status.
    const status = outcome === 'pending' ? 403 : 400;
    return { status, body: errorBody(`The device code is ${outcome}.`) };
  }

  #giveTokens(sent: string): AccountAnswer {
    const { grant_type: grant, refresh_token: token } = parseObject(sent) ?? {};
    if (grant !== 'refresh_token') return ok(this.tokens.issue(this.profile));
    this.refreshes += 1;
    if (this.refreshRefusal !== undefined) return this.refreshRefusal;
    const tokens = this.tokens.rotate(this.profile, stringOf(token) ?? '');
    return tokens === undefined ? REUSED : ok(tokens);
  }

  #revoke(body: JsonObject): AccountAnswer {
    this.revoked.push(stringOf(body['token']) ?? '');
    return ok({});
  }

  #ofLogin({ authorization }: AccountRequest, body: JsonObject): AccountAnswer {
    if (authorization?.startsWith('Bearer ') !== true) {
      return { status: 401, body: errorBody('There is no login.') };
    }
    return this.isOutOfOrder ? OUT_OF_ORDER : ok(body);
  }

  #account(): JsonValue {
    return {
      id: this.profile.accountId,
      workspace_backend_origin: this.routing.backendOrigin,
      account_routing_override: this.routing.override,
      plan_type: this.profile.planType,
      structure: 'personal',
    };
  }
}

/** The page that a login by device code leads to. */
const DEVICE_PAGE =
  'This is the stand-in: there is nothing to type here. In the demo each login is approved by itself.';

const REUSED: AccountAnswer = {
  status: 401,
  body: errorBody('Your refresh token has already been used to generate a new access token.', {
    code: 'refresh_token_reused',
  }),
};

const OUT_OF_ORDER: AccountAnswer = { status: 503, body: errorBody('Out of order.') };

function ok(body: JsonObject): AccountAnswer {
  return { status: 200, body };
}
