import type { AnswerCheck, Report } from './answer-check.ts';
import { createResponseRules } from './response-rules.ts';

/**
 * Checks the event stream of a response: each event is its type and one line of data, comments stand
 * before the first one alone.
 *
 * @param after The number that a resumed stream follows. Absent: a stream from its beginning.
 */
export function responseStreamCheck(report: Report, after?: number): AnswerCheck {
  const rules = createResponseRules(after);
  let rest = '';
  let hasBegun = false;

  function readEvent(event: string): void {
    if (event.startsWith(':')) {
      if (hasBegun) report('a comment after the first event');
      return;
    }
    hasBegun = true;
    const [, type, data] = /^event: ([\w.]+)\ndata: ([^\r\n]+)$/.exec(event) ?? [];
    if (data === undefined) return report(`an event is not its type and its data: ${event}`);
    try {
      const value: unknown = JSON.parse(data);
      if (!data.startsWith(`{"type":"${type}"`)) report(`not a ${type}: ${data}`);
      for (const fault of rules.faultsOf(value)) report(`${fault}\n${data}`);
    } catch {
      report(`not JSON: ${data}`);
    }
  }

  return {
    push(text) {
      const events = (rest + text).split('\n\n');
      rest = events.pop() ?? '';
      events.forEach(readEvent);
    },
    end() {
      if (rest !== '') report(`the last event is not whole: ${rest}`);
      rules.faultsAtEnd().forEach(report);
    },
  };
}
