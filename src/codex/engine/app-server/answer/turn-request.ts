import type { InstructionMessage } from '../../../completion/request.ts';
import type { AnswerRequest } from '../../turn.ts';
import type { TurnRequest } from '../threads/turn.ts';
import { planFormat, type FormatPlan } from './plan-format.ts';
import type { ToolPlan } from './tool-choice.ts';

/**
 * Builds the request for a turn. Options that Codex has no field for become instructions in the
 * prompt. Throws as `planFormat` does.
 */
export function turnRequest(
  { model, effort, asked }: AnswerRequest,
  { tools, webSearch, instruction: toolInstruction }: ToolPlan,
): TurnRequest {
  const { messages, verbosity, serviceTier, reasoningSummary, caller } = asked;
  const { outputSchema, instruction }: FormatPlan =
    asked.format === undefined ? {} : planFormat(asked);
  const instructions = [instruction, toolInstruction].filter((text) => typeof text === 'string');
  return {
    caller: caller.id,
    model,
    effort,
    messages: [...messages, ...instructions.map(developerMessage)],
    tools,
    ...(webSearch !== undefined && { webSearch }),
    isReusable: instructions.length === 0,
    ...(outputSchema !== undefined && { outputSchema }),
    ...(verbosity !== undefined && { verbosity }),
    ...(serviceTier !== undefined && { serviceTier }),
    ...(reasoningSummary !== undefined && { reasoningSummary }),
  };
}

function developerMessage(text: string): InstructionMessage {
  return { role: 'developer', content: [{ type: 'text', text }] };
}
