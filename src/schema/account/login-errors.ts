import {
  LoginFailedError,
  LoginNotFoundError,
  LoginNotNeededError,
  NotPermittedError,
} from '../../errors/login-errors.ts';
import type { Builder } from '../kit/builder.ts';

/** The errors about logins that implement `Error`. */
export function addLoginErrors(builder: Builder): void {
  builder.objectType(NotPermittedError, {
    name: 'NotPermittedError',
    description:
      "Changing the machine's Codex login, or examining the gateway, needs the admin token, which `codex-serve admin-token` prints, or an API key that `--admin-keys` names.",
    interfaces: ['Error'],
  });
  builder.objectType(LoginFailedError, {
    name: 'LoginFailedError',
    description:
      'A login failed: `LOGIN_CANCELLED`, `LOGIN_EXPIRED` or, if the service refused it or could not be reached, `LOGIN_FAILED`.',
    interfaces: ['Error'],
  });
  builder.objectType(LoginNotFoundError, {
    name: 'LoginNotFoundError',
    description: 'There is no pending or recent login with this ID.',
    interfaces: ['Error'],
  });
  builder.objectType(LoginNotNeededError, {
    name: 'LoginNotNeededError',
    description:
      "The upstream of the machine's Codex configuration neither needs nor uses a login, so there is nothing to log in or out.",
    interfaces: ['Error'],
  });
}
