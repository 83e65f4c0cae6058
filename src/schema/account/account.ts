import type { Builder } from '../kit/builder.ts';
import { addAccountEvents } from './account-event-types.ts';
import { addAccountFields } from './account-fields.ts';
import { addAccount } from './account-type.ts';
import { addQuotaHistory } from './quota-history.ts';
import { addQuotaKind } from './quota-kind.ts';
import { addCredits, addQuotaWindow } from './quota-window-type.ts';
import { addLoginErrors } from './login-errors.ts';

/** The login of Codex, its quota, and the outcome of logins. */
export function addAccountFeature(builder: Builder): void {
  addLoginErrors(builder);
  addAccount(builder);
  const kind = addQuotaKind(builder);
  addQuotaWindow(builder, kind);
  addCredits(builder);
  addQuotaHistory(builder, kind);
  addAccountEvents(builder);
  addAccountFields(builder);
}
