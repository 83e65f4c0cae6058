import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';

const names = {
  'app-server': 'Codex answers, by its app-server.',
  direct: 'The direct engine answers.',
};

/** Which engine answers and why, and in a gateway whether it does. Null where no Codex starts. */
export async function checkEngine(context: DoctorContext): Promise<Outcome | null> {
  const running = runningFault(context);
  if (running !== null) return running;
  const probe = await context.probe();
  if (probe === null) return null;
  const { engine, reason, isOverruled } = probe.choice;
  if (isOverruled) {
    return failed(
      '--engine direct cannot be honored.',
      reason,
      'Choose --engine auto or --engine app-server.',
    );
  }
  const fallbacks = context.gateway?.engineHealth().fallbacks.map((each) => each.reason) ?? [];
  return ok(names[engine], [reason, ...fallbacks].join(' '));
}

/** What keeps the engine of this gateway from answering now. */
function runningFault({ gateway }: DoctorContext): Outcome | null {
  if (gateway === null) return null;
  const { breaker, state } = gateway.engineHealth();
  if (breaker !== null) {
    return failed(
      'Requests are refused for now.',
      `${breaker.reason} The next try is at ${breaker.retryAt.toISOString()}.`,
      'Fix what the other findings name. The gateway then recovers by itself.',
    );
  }
  if (state === 'ready' || state === 'starting') return null;
  return warning(
    `The engine is ${state}.`,
    'The gateway starts Codex again by itself.',
    'Wait some seconds and check again; the log of the gateway says why it ended.',
  );
}
