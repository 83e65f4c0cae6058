import type { IncomingHttpHeaders } from 'node:http';
import type { StandInAccount } from './account/types.ts';
import type { Behaviour, StatusBehaviour } from './behaviour.ts';
import type { StandInRules } from './rules.ts';
import type { TurnStateUse } from './turn-states.ts';
import type { JsonObject } from './wire/json.ts';

/** How a request reached the stand-in. */
export type Transport = 'sse' | 'websocket';

/** One request for a response, as it came over the wire. */
export interface RecordedRequest {
  readonly transport: Transport;
  /** Of the POST, or of the upgrade that opened the WebSocket. */
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON as it was sent; over WebSocket with `type` and `previous_response_id`. */
  readonly body: JsonObject;
  /**
   * The whole conversation the answer is made from: `input` itself, or over a WebSocket
   * continuation the earlier items, the earlier answer and then `input`.
   */
  readonly input: readonly JsonObject[];
  /** Asks for no answer (`generate: false`), because Codex warms up a WebSocket. */
  readonly prewarm: boolean;
  /** How it uses the state of its turn. Over WebSocket the state belongs to the connection. */
  readonly turnState: TurnStateUse;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** Counters of a stand-in. */
export interface StandInState {
  /** Requests for an answer so far (a prewarm is not one). */
  readonly received: number;
  /** Requests answered to the end, or to the end that a behavior chose. */
  readonly answered: number;
  /** Requests whose client left before that. */
  readonly aborted: number;
  /** Requests and upgrades that the rules refused so far; they count as nothing else. */
  readonly refused: number;
  /** Requests being answered now: goes up and down. */
  readonly active: number;
  /** WebSockets open now: goes up and down. */
  readonly sockets: number;
  /** TCP connections so far. */
  readonly connections: number;
  /** Requests so far that a WebSocket brought before its answer under way had ended. */
  readonly overlaps: number;
}

/** A running stand-in for the Responses service. */
export interface StandIn extends StandInState {
  /** For `base_url` of a Codex model provider, such as `http://127.0.0.1:41231/v1`. */
  readonly baseUrl: string;
  /** Its login and account side. */
  readonly account: StandInAccount;
  /** Received requests, oldest first; empty unless `record` is on. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Decides how each coming request is answered; no hook, or `undefined` from it, is the normal
   * answer. Called once per upstream attempt and never for a prewarm, so "fail once, then answer"
   * is a closure with a counter. A hook that throws answers with a 500.
   */
  behave(hook: BehaviourHook | undefined): void;
  /** The last argument of `behave`. */
  readonly hook: BehaviourHook | undefined;
  /**
   * Answers later WebSocket upgrades with this status, or accepts them again.
   *
   * @param isRefused Says by its headers whether an upgrade is refused. Default: all are.
   */
  refuseUpgrades(
    status: StatusBehaviour | undefined,
    isRefused?: (headers: IncomingHttpHeaders) => boolean,
  ): void;
  /** Changes these rules until `reset`. */
  rule(rules: Partial<StandInRules>): void;
  /** Behaves normally again, and forgets what it was asked: its requests and counters. */
  reset(): void;
  /** Drops every open WebSocket, like a service during a deployment. */
  dropSockets(): void;
  /** Closes every open WebSocket in order. */
  closeSockets(code?: number): void;
  /** Forgets each response that a WebSocket could continue from. */
  forgetResponses(): void;
  /**
   * Resolves as soon as the predicate holds; it is asked at once and after every change of state.
   * Rejects with the signal's reason when that aborts first, and when the stand-in is closed.
   */
  waitFor(predicate: (state: StandInState) => boolean, signal?: AbortSignal): Promise<void>;
  /** Stops listening, cuts what is being streamed and resolves when every socket is gone. */
  close(): Promise<void>;
}

/** See {@link StandIn.behave}. */
export type BehaviourHook = (request: RecordedRequest) => Behaviour | undefined;

/** Options of a stand-in. */
export interface StandInOptions {
  /** TCP port on 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number;
  /** Pace of every answer, in tokens per second; 0 (the default) sends it at once. */
  readonly tokensPerSecond?: number;
  /** Keep every request in {@link StandIn.requests}; off by default, for it keeps growing. */
  readonly record?: boolean;
  /** How long after it was asked for a device code approves itself, in milliseconds; default: never. */
  readonly approveLoginMs?: number;
  /** How it differs from a stand-in that takes everything from everyone. */
  readonly rules?: Partial<StandInRules>;
}
