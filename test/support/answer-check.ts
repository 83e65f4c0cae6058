import { createChunkRules } from './chunk-rules.ts';
import { faultsOf, type SchemaName } from './openapi.ts';
import { responseStreamCheck } from './response-stream-check.ts';

/** Checks one answer as its text comes in. */
export interface AnswerCheck {
  /** More of the body. */
  push(text: string): void;
  /** The body's end; not called for one that was broken off. */
  end(): void;
}

/** Called with each fault, in a sentence. */
export type Report = (fault: string) => void;

const schemaByPath: readonly (readonly [method: string, path: RegExp, schema: SchemaName])[] = [
  ['POST', /^\/chat\/completions$/, 'CreateChatCompletionResponse'],
  ['GET', /^\/chat\/completions$/, 'ChatCompletionList'],
  ['GET', /^\/chat\/completions\/[^/]+\/messages$/, 'ChatCompletionMessageList'],
  ['DELETE', /^\/chat\/completions\/[^/]+$/, 'ChatCompletionDeleted'],
  ['GET', /^\/chat\/completions\/[^/]+$/, 'CreateChatCompletionResponse'],
  ['POST', /^\/chat\/completions\/[^/]+$/, 'CreateChatCompletionResponse'],
  ['POST', /^\/completions$/, 'CreateCompletionResponse'],
  ['GET', /^\/models$/, 'ListModelsResponse'],
  ['GET', /^\/models\/[^/]+$/, 'Model'],
  ['POST', /^\/responses$/, 'Response'],
  ['POST', /^\/responses\/input_tokens$/, 'TokenCountsResource'],
  ['POST', /^\/responses\/compact$/, 'CompactResource'],
  ['GET', /^\/responses\/[^/]+$/, 'Response'],
  ['POST', /^\/responses\/[^/]+\/cancel$/, 'Response'],
  ['GET', /^\/responses\/[^/]+\/input_items$/, 'ResponseItemList'],
  ['POST', /^\/conversations$/, 'ConversationResource'],
  ['GET', /^\/conversations\/[^/]+$/, 'ConversationResource'],
  ['POST', /^\/conversations\/[^/]+$/, 'ConversationResource'],
  ['DELETE', /^\/conversations\/[^/]+$/, 'DeletedConversationResource'],
  ['POST', /^\/conversations\/[^/]+\/items$/, 'ConversationItemList'],
  ['GET', /^\/conversations\/[^/]+\/items$/, 'ConversationItemList'],
  ['GET', /^\/conversations\/[^/]+\/items\/[^/]+$/, 'ConversationItem'],
  ['DELETE', /^\/conversations\/[^/]+\/items\/[^/]+$/, 'ConversationResource'],
];
const openAiPath = /^\/(?:chat\/completions|completions|models|responses|conversations)(?:$|\/)/;

/** The check of a gateway's answer on one of OpenAI's paths; undefined for any other answer. */
export function checkOf(
  method: string,
  url: string,
  { ok, headers }: Response,
  report: Report,
): AnswerCheck | undefined {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.replace(/^\/v1(?=\/)/, '');
  if (!openAiPath.test(path)) return undefined;
  const schema = ok
    ? schemaByPath.find(([itsMethod, itsPath]) => itsMethod === method && itsPath.test(path))?.[2]
    : 'ErrorResponse';
  if (schema === undefined) return undefined;
  const reportIt: Report = (fault) => report(`${method} ${path}: ${fault}`);
  const type = headers.get('content-type') ?? 'missing';
  if (type.startsWith('text/event-stream')) {
    if (schema !== 'Response') return streamCheck(schema, reportIt);
    const after = searchParams.get('starting_after');
    return responseStreamCheck(reportIt, after === null ? undefined : Number(after));
  }
  if (!type.startsWith('application/json')) reportIt(`its content type is ${type}`);
  return wholeCheck(schema, reportIt);
}

function wholeCheck(schema: SchemaName, report: Report): AnswerCheck {
  let body = '';
  return {
    push(text) {
      body += text;
    },
    end() {
      checkJson(schema, body, report);
    },
  };
}

/** A stream is chunks and then `[DONE]`, or an error as its last event; comments are in between. */
function streamCheck(answer: SchemaName, report: Report): AnswerCheck {
  const isChat = answer === 'CreateChatCompletionResponse';
  const rules = createChunkRules();
  let rest = '';
  let isOver = false;

  function readEvent(event: string): void {
    if (event.startsWith(':')) return;
    if (isOver) report(`an event follows the end: ${event}`);
    // Of the line breaks of Unicode, only these two end a line of an event stream.
    const data = /^data: ([^\r\n]+)$/.exec(event)?.[1];
    if (data === undefined) return report(`an event is not one line of data: ${event}`);
    isOver = data === '[DONE]' || data.startsWith('{"error":');
    if (data === '[DONE]') {
      if (isChat) rules.faultsAtEnd().forEach(report);
    } else if (isOver) checkJson('ErrorResponse', data, report);
    else if (!isChat) checkJson(answer, data, report);
    else {
      const chunk = checkJson('CreateChatCompletionStreamResponse', data, report);
      rules.faultsOf(chunk).forEach((fault) => report(`${fault}: ${data}`));
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
      if (!isOver) report('the stream ends without [DONE] and without an error');
    },
  };
}

function checkJson(schema: SchemaName, json: string, report: Report): unknown {
  try {
    const value: unknown = JSON.parse(json);
    for (const fault of faultsOf(schema, value)) report(`not a ${schema}: ${fault}\n${json}`);
    return value;
  } catch {
    report(`not JSON: ${json}`);
    return undefined;
  }
}
