import type { GetAuthStatusParams } from '../protocol/GetAuthStatusParams.ts';
import type { GetAuthStatusResponse } from '../protocol/GetAuthStatusResponse.ts';
import type { InitializeParams } from '../protocol/InitializeParams.ts';
import type { InitializeResponse } from '../protocol/InitializeResponse.ts';
import type { CancelLoginAccountParams } from '../protocol/v2/CancelLoginAccountParams.ts';
import type { CancelLoginAccountResponse } from '../protocol/v2/CancelLoginAccountResponse.ts';
import type { GetAccountParams } from '../protocol/v2/GetAccountParams.ts';
import type { GetAccountRateLimitsResponse } from '../protocol/v2/GetAccountRateLimitsResponse.ts';
import type { GetAccountResponse } from '../protocol/v2/GetAccountResponse.ts';
import type { LoginAccountParams } from '../protocol/v2/LoginAccountParams.ts';
import type { LoginAccountResponse } from '../protocol/v2/LoginAccountResponse.ts';
import type { ModelListParams } from '../protocol/v2/ModelListParams.ts';
import type { ModelListResponse } from '../protocol/v2/ModelListResponse.ts';
import type { ThreadInjectItemsParams } from '../protocol/v2/ThreadInjectItemsParams.ts';
import type { ThreadLoadedListResponse } from '../protocol/v2/ThreadLoadedListResponse.ts';
import type { ThreadStartParams } from '../protocol/v2/ThreadStartParams.ts';
import type { ThreadUnsubscribeParams } from '../protocol/v2/ThreadUnsubscribeParams.ts';
import type { TurnInterruptParams } from '../protocol/v2/TurnInterruptParams.ts';
import type { TurnStartParams } from '../protocol/v2/TurnStartParams.ts';

/** The app-server's methods that the engine calls. */
export interface Methods {
  initialize: { params: InitializeParams; result: InitializeResponse };
  getAuthStatus: { params: GetAuthStatusParams; result: GetAuthStatusResponse };
  'account/read': { params: GetAccountParams; result: GetAccountResponse };
  'account/rateLimits/read': { params: undefined; result: GetAccountRateLimitsResponse };
  'account/login/start': { params: LoginAccountParams; result: LoginAccountResponse };
  'account/login/cancel': { params: CancelLoginAccountParams; result: CancelLoginAccountResponse };
  'account/logout': { params: undefined; result: unknown };
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
