import type {
  CancelLoginAccountParams,
  CancelLoginAccountResponse,
  GetAccountParams,
  GetAccountRateLimitsResponse,
  GetAccountResponse,
  GetAuthStatusParams,
  GetAuthStatusResponse,
  InitializeParams,
  InitializeResponse,
  LoginAccountParams,
  LoginAccountResponse,
  ModelListParams,
  ModelListResponse,
  ThreadInjectItemsParams,
  ThreadLoadedListResponse,
  ThreadStartParams,
  ThreadUnsubscribeParams,
  TurnInterruptParams,
  TurnStartParams,
} from './protocol.ts';

/** The app-server's methods that the engine calls. */
export interface Methods {
  initialize: { params: InitializeParams; result: InitializeResponse };
  getAuthStatus: { params: GetAuthStatusParams; result: GetAuthStatusResponse };
  'account/read': { params: GetAccountParams; result: GetAccountResponse };
  'account/rateLimits/read': { params: undefined; result: GetAccountRateLimitsResponse };
  'account/login/start': { params: LoginAccountParams; result: LoginAccountResponse };
  'account/login/cancel': { params: CancelLoginAccountParams; result: CancelLoginAccountResponse };
  'account/logout': { params: undefined; result: unknown };
  'config/read': {
    params: { cwd?: string };
    result: { config: Readonly<Record<string, unknown>> };
  };
  'model/list': { params: ModelListParams; result: ModelListResponse };
  'thread/start': { params: ThreadStartParams; result: { thread: { id: string } } };
  'thread/inject_items': { params: ThreadInjectItemsParams; result: unknown };
  'thread/unsubscribe': { params: ThreadUnsubscribeParams; result: unknown };
  'thread/read': {
    params: { threadId: string };
    result: { thread: { status: { type: string } } };
  };
  'thread/loaded/list': {
    params: { cursor?: string | null; limit?: number };
    result: ThreadLoadedListResponse;
  };
  'turn/start': { params: TurnStartParams; result: { turn: { id: string } } };
  'turn/interrupt': { params: TurnInterruptParams; result: unknown };
}
