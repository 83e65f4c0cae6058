import { invalid, type ErrorRow } from './error-row.ts';

/** Who may call, and the login of this machine. */
export const accessErrors = {
  invalid_api_key: invalid(
    'invalid_api_key',
    {
      meaning: "The gateway's API key is missing or wrong.",
      advice:
        'Send the key that the gateway was started with, as `authorization: Bearer KEY`, `x-api-key` or `api-key`.',
    },
    401,
  ),
  not_permitted: invalid(
    'not_permitted',
    {
      meaning:
        "Changing the machine's Codex login needs the admin token or an admin API key. Where keys are set, `GET /metrics` and `Query.diagnostics` need one too, and a guest page never gets them.",
      advice:
        'Send the token that `codex-serve admin-token` prints, or a key that `--admin-keys` names.',
    },
    403,
  ),
  codex_login_required: {
    ...invalid(
      'codex_login_required',
      {
        meaning:
          'Codex is not logged in on this machine, or the service refused its login. Or the upstream, which needs no login, refused its own API key.',
        advice:
          "Run `codex login` on the gateway's machine, or `Mutation.startLogin`; the gateway notices by itself. For an upstream with its own key, check what the message names.",
      },
      401,
    ),
    type: 'authentication_error',
    shouldRetry: false,
  },
  login_not_needed: invalid(
    'login_not_needed',
    {
      meaning:
        "The upstream of the gateway's Codex needs no login, so there is nothing to log in or out. GraphQL only.",
      advice: 'Nothing: chats are answered as it is.',
    },
    409,
  ),
  login_not_found: invalid(
    'login_not_found',
    {
      meaning: 'There is no pending or recent login with this ID. GraphQL only.',
      advice: 'Check the id; `Query.account` shows the pending login.',
    },
    404,
  ),
  login_cancelled: {
    ...invalid(
      'login_cancelled',
      {
        meaning:
          'The login was cancelled, by hand, by a logout or by a login started after it. GraphQL only.',
        advice: 'Nothing; or start another login.',
      },
      499,
    ),
    shouldRetry: false,
  },
  login_expired: invalid(
    'login_expired',
    {
      meaning: 'Nobody approved the login before its code expired. GraphQL only.',
      advice: 'Start another login.',
    },
    408,
  ),
  login_failed: invalid(
    'login_failed',
    {
      meaning: 'The service refused the login, or could not be reached. GraphQL only.',
      advice: 'Read the message; start another login.',
    },
    502,
  ),
  origin_not_allowed: invalid(
    'origin_not_allowed',
    {
      meaning: 'A web page of this origin may not use the gateway.',
      advice: 'Name the origin in `--cors-origin`.',
    },
    403,
  ),
  host_not_allowed: invalid(
    'host_not_allowed',
    {
      meaning: 'The gateway does not answer under this host name.',
      advice:
        'Name the host in `--allow-host`, or set an API key: with a valid one every host is allowed.',
    },
    403,
  ),
} as const satisfies Record<string, ErrorRow>;
