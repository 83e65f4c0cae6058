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
      "Changing the machine's Codex login needs the admin token, which `codex-serve admin-token` prints, or an API key that `--admin-keys` names.",
    interfaces: ['Error'],
  });
  builder.objectType(LoginFailedError, {
    name: 'LoginFailedError',
    description:
      'A login came to nothing: `LOGIN_CANCELLED`, `LOGIN_EXPIRED` or, where the service refused it or could not be asked, `LOGIN_FAILED`.',
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
      "The upstream of the machine's Codex configuration needs no login and makes no use of one, so that none is made or ended.",
    interfaces: ['Error'],
  });
}
