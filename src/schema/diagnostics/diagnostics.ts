import type { Diagnosis } from '../../doctor/diagnose.ts';
import type { Finding, FindingStatus } from '../../doctor/kit/finding.ts';
import { NotPermittedError } from '../../errors/login-errors.ts';
import type { Builder } from '../kit/builder.ts';
import { addTestRequest } from './test-request.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Diagnostics: Diagnosis;
    DiagnosticFinding: Finding;
  }
}

/** A GraphQL value for each status, with the same name in capitals. */
const statuses: {
  readonly [Each in FindingStatus as Uppercase<Each>]: {
    readonly value: Each;
    readonly description: string;
  };
} = {
  OK: { value: 'ok', description: 'Nothing to do.' },
  WARNING: {
    value: 'warning',
    description: 'It works, but perhaps not for long, or not as intended.',
  },
  FAILED: { value: 'failed', description: 'Requests get no answer, or the next start fails.' },
};

/** What keeps the gateway from working, and a test request. */
export function addDiagnosticsFeature(builder: Builder): void {
  const status = builder.enumType('DiagnosticStatus', {
    description: 'How serious a finding is.',
    values: statuses,
  });
  builder.objectType('DiagnosticFinding', {
    description: 'What a check found. It holds no secret.',
    fields: (t) => ({
      check: t.exposeString('id', {
        description: 'The check, such as `login`, `service` or `codex`. More may be added.',
      }),
      status: t.expose('status', { type: status, description: 'How serious it is.' }),
      title: t.exposeString('title', { description: 'The finding in one sentence.' }),
      detail: t.exposeString('detail', {
        description: 'The facts, in sentences; empty where the title says all.',
      }),
      remedy: t.exposeString('remedy', {
        nullable: true,
        description: 'A command or an instruction that fixes it. Null only for `OK`.',
      }),
    }),
  });
  builder.objectType('Diagnostics', {
    description: 'What `codex-serve doctor` says about this gateway.',
    fields: (t) => ({
      checkedAt: t.expose('checkedAt', {
        type: 'DateTime',
        description: 'When the checks began.',
      }),
      status: t.expose('status', { type: status, description: 'The worst of the findings.' }),
      findings: t.expose('findings', {
        type: ['DiagnosticFinding'],
        description: 'Failures first, then warnings, each with the important ones first.',
      }),
    }),
  });
  builder.queryField('diagnostics', (t) =>
    t.field({
      type: 'Diagnostics',
      description:
        'Examines the gateway and its machine: Codex, the login, the way to the service, the home and more. It asks no model, takes a second or two, and 15 s at most; a result is reused for 5 s. A client that does not see all gets the error `NOT_PERMITTED`.',
      resolve: async (_root, _args, { caller, gateway }) => {
        if (!caller.seesAll) throw new NotPermittedError('Examining the gateway');
        return await gateway.diagnose();
      },
    }),
  );
  addTestRequest(builder);
}
