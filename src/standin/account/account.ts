import { errorBodyFor } from '../wire/errors.ts';
import type { AccountService } from './account-service.ts';
import type { StandInAccount } from './types.ts';

/**
 * The handle on a stand-in's account.
 *
 * @param origin `http://127.0.0.1:41231`
 */
export function accountOf(service: AccountService, origin: string): StandInAccount {
  return {
    issuer: origin,
    backendUrl: `${origin}/backend-api/`,
    get profile() {
      return service.profile;
    },
    deviceCodes: service.codes.all,
    revoked: service.revoked,
    get usageRequests() {
      return service.usageRequests;
    },
    get isOutOfOrder() {
      return service.isOutOfOrder;
    },
    set isOutOfOrder(isOutOfOrder) {
      service.isOutOfOrder = isOutOfOrder;
    },
    approve: (userCode) => service.codes.decide(userCode, 'approved'),
    deny: (userCode) => service.codes.decide(userCode, 'denied'),
    setPlan: (planType) => {
      service.profile = { ...service.profile, planType };
    },
    setQuota: (quota) => {
      service.quota = quota;
    },
    get refreshes() {
      return service.refreshes;
    },
    expireTokens: () => service.tokens.expire(),
    refuseRefreshes: (refusal) => {
      service.refreshRefusal = refusal && {
        status: refusal.status,
        body: refusal.body ?? errorBodyFor(refusal.status),
      };
    },
    setRouting: (routing) => {
      service.routing = routing;
    },
    loginFile: ({ lifetimeSeconds, claims } = {}) => ({
      auth_mode: 'chatgpt',
      OPENAI_API_KEY: null,
      tokens: {
        ...service.tokens.issue(service.profile, { lifetimeSeconds, claims }),
        account_id: service.profile.accountId,
      },
      last_refresh: new Date().toISOString(),
    }),
  };
}
