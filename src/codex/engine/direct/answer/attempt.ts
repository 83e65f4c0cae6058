import type { IncomingHttpHeaders } from 'node:http';
import { CodexServeError } from '../../../../errors/errors.ts';
import { openAbortScope, type AbortScope } from '../../../../util/abort-scope.ts';
import { silentError } from '../../service/errors/silence.ts';
import type { Credentials } from '../login/credentials.ts';
import { BrokenConnection } from '../transport/faults.ts';
import type { ResponseEvent } from '../transport/transport.ts';
import type { AnswerOutput } from './answer-output.ts';
import type { Question, ServiceDeps } from './question.ts';
import { quotaInEvent, quotaInHeaders, saysAnything } from './quota.ts';
import { ResponseReader, type ResponseEnd } from './response-reader.ts';
import { FailedResponse } from './service-error.ts';

/** A response that ended in order. */
export interface ServiceAnswer {
  readonly output: AnswerOutput;
  readonly reader: ResponseReader;
  readonly end: Exclude<ResponseEnd, { readonly type: 'failed' }>;
  /** What a later request may continue from; null for nothing. */
  readonly connection: object | null;
  /** What the service wants back in the requests that continue this turn; null for nothing. */
  readonly turnState: string | null;
}

/** One request to the service, of possibly several for one answer. */
export class Attempt {
  readonly #deps: ServiceDeps;
  readonly #question: Question;
  readonly #output: AnswerOutput;
  readonly #reader: ResponseReader;
  readonly #scope: AbortScope;
  readonly #silence: NodeJS.Timeout;
  #turnState: string | null = null;
  /** Why the gateway gave the attempt up. */
  #fault: Error | null = null;

  constructor(deps: ServiceDeps, question: Question, output: AnswerOutput, signal: AbortSignal) {
    this.#deps = deps;
    this.#question = question;
    this.#output = output;
    this.#reader = new ResponseReader(output);
    this.#scope = openAbortScope({ signals: [signal] });
    const { silenceMs } = deps;
    this.#silence = setTimeout(() => this.#fail(silentError(silenceMs)), silenceMs).unref();
  }

  /** Sends the request. Rejects as the transport does, with `FailedResponse`, or with a `CodexServeError`. */
  async send(credentials: Credentials): Promise<ServiceAnswer> {
    const request = { ...this.#question.upstream, credentials };
    const listener = {
      headers: (headers: IncomingHttpHeaders) => this.#headers(headers),
      event: (event: ResponseEvent) => this.#event(event),
    };
    try {
      const { transport } = this.#deps;
      return this.#answer(await transport.send(request, listener, this.#scope.signal));
    } catch (error) {
      const fault = this.#fault ?? error;
      if (endsAfterCalls(fault) && this.#output.calls.areWhole) return this.#afterCalls();
      throw fault;
    } finally {
      clearTimeout(this.#silence);
      this.#scope.release();
    }
  }

  #answer(connection: object | null): ServiceAnswer {
    const { end } = this.#reader;
    if (this.#fault !== null) throw this.#fault;
    if (end === null) throw new BrokenConnection(null, true, new Error('the stream just ended'));
    if (end.type === 'failed') throw new FailedResponse(end.error);
    return this.#ended(end, connection);
  }

  /**
   * The calls are the answer where nothing follows them: the client has them, and a second attempt
   * would call otherwise.
   */
  #afterCalls(): ServiceAnswer {
    this.#output.end();
    return this.#ended({ type: 'completed', usage: null }, null);
  }

  #ended(end: ServiceAnswer['end'], connection: object | null): ServiceAnswer {
    const turnState = this.#turnState ?? this.#question.upstream.turnState;
    return { output: this.#output, reader: this.#reader, end, connection, turnState };
  }

  #headers(headers: IncomingHttpHeaders): void {
    this.#silence.refresh();
    this.#question.onContact('answered');
    const { 'x-codex-turn-state': turnState } = headers;
    if (typeof turnState === 'string') this.#turnState = turnState;
    const quota = quotaInHeaders(headers);
    if (saysAnything(quota)) this.#deps.onQuota(quota);
  }

  #event(event: ResponseEvent): void {
    if (this.#fault !== null) return;
    this.#silence.refresh();
    if (event.type === 'codex.rate_limits') this.#deps.onQuota(quotaInEvent(event));
    try {
      this.#reader.read(event);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#scope.abort(fault);
  }
}

function endsAfterCalls(fault: unknown): boolean {
  const isSilent = fault instanceof CodexServeError && fault.code === 'upstream_timeout';
  return isSilent || fault instanceof BrokenConnection;
}
