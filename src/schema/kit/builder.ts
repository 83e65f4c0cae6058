import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import type { Activity, ActivityGap, CompletionActivity } from '../../codex/activity/activity.ts';
import type { Caller } from '../../codex/caller.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import type { Usage } from '../../codex/completion/events.ts';
import type { JsonObject, ToolCall } from '../../codex/completion/tools.ts';
import type { EffortOption, Model, ServiceTier } from '../../codex/model.ts';
import type { Login, QuotaWindow } from '../../codex/account.ts';
import type { EngineHealth, Health, OpenBreaker, SkippedCodex } from '../../codex/health.ts';
import type { QueueHealth } from '../../codex/queue/turn-queue.ts';
import type { CodexServeError } from '../../errors/errors.ts';
import type { ActivitySubscribed } from '../board/confirm-first.ts';
import type { AccountEvent, LoginEvent } from '../account/account-events.ts';
import type { AccountView } from '../account/account-view.ts';
import type {
  CompletionRecord,
  RecordedContent,
  RecordedMessage,
  UsageBucket,
  UsageReport,
  UsageTotals,
} from '../../usage/usage-store.ts';
import type { GraphqlContext } from './context.ts';
import type { EventOf, StreamEvent } from '../chat/stream-event.ts';

/** What stands behind each GraphQL type. */
export interface SchemaShape {
  Context: GraphqlContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: JsonObject; Output: JsonObject };
    SafeInt: { Input: number; Output: number };
  };
  Objects: {
    ActivityCancelled: CompletionActivity;
    ActivityFailed: CompletionActivity;
    ActivityFinished: CompletionActivity;
    ActivityFirstToken: CompletionActivity;
    ActivityGap: ActivityGap;
    ActivityQueued: CompletionActivity;
    ActivityStarted: CompletionActivity;
    ActivitySubscribed: ActivitySubscribed;
    ActivityToolCall: Extract<CompletionActivity, { readonly type: 'tool-call' }>;
    Account: AccountView;
    AccountLoginCompleted: LoginEvent;
    AccountLoginFailed: LoginEvent;
    AccountLoginStarted: LoginEvent;
    AccountUpdated: AccountEvent;
    ChatCompletion: Completion;
    ChatCompletionDelta: StreamEvent<EventOf<'delta'>>;
    ChatCompletionDone: StreamEvent<EventOf<'done'>, Completion>;
    ChatCompletionFailed: StreamEvent<EventOf<'failed'>>;
    ChatCompletionReasoningDelta: StreamEvent<EventOf<'reasoning-delta'>>;
    ChatCompletionStarted: StreamEvent<EventOf<'started'>, Completion>;
    ChatCompletionToolCall: StreamEvent<EventOf<'tool-call'>>;
    ChatCompletionUnavailable: StreamEvent<EventOf<'unavailable'>>;
    Client: Pick<Caller, 'name' | 'program'>;
    CompletionRecord: CompletionRecord;
    EffortOption: EffortOption;
    Breaker: OpenBreaker;
    Engine: EngineHealth;
    Health: Health;
    Login: Login;
    Model: Model;
    Queue: QueueHealth;
    QuotaWindow: QuotaWindow;
    RecordedContent: RecordedContent;
    RecordedMessage: RecordedMessage;
    ServiceTier: ServiceTier;
    SkippedCodex: SkippedCodex;
    ToolCall: ToolCall;
    Usage: Usage;
    UsageBucket: UsageBucket;
    UsageReport: UsageReport;
    UsageTotals: UsageTotals;
  };
  Interfaces: {
    Node: object;
    ActivityEvent: Activity | ActivitySubscribed;
    ChatCompletionActivity: CompletionActivity;
    AccountEvent: AccountEvent;
    ChatCompletionEvent: StreamEvent;
    Error: CodexServeError;
  };
}

/** `SchemaShape` with Pothos' defaults filled in, as its refs are parameterised. */
export type SchemaTypes = PothosSchemaTypes.ExtendDefaultTypes<SchemaShape>;

/** The schema builder, with the project's conventions set. */
export type Builder = InstanceType<typeof SchemaBuilder<SchemaShape>>;

/** A builder with no types in it yet. */
export function createBuilder(): Builder {
  return new SchemaBuilder<SchemaShape>({
    plugins: [ErrorsPlugin, RelayPlugin, ComplexityPlugin],
    defaultFieldNullability: false,
    // Costs are checked when a document is validated: the plugin's own check would come after a
    // subscription's source has started.
    complexity: { disabled: true },
    errors: { directResult: true },
    relay: {
      clientMutationId: 'omit',
      nodeQueryOptions: false,
      nodesQueryOptions: false,
      cursorType: 'String',
      edgesFieldOptions: {
        nullable: { list: false, items: false },
        description: 'The items of this page with their cursors.',
      },
      nodeFieldOptions: { nullable: false, description: 'The item.' },
      cursorFieldOptions: { description: 'Opaque; pass it to `after` or `before`.' },
      pageInfoFieldOptions: { description: 'Whether there is more on either side.' },
      pageInfoTypeOptions: { description: 'Where a page of a connection lies.' },
      hasNextPageFieldOptions: { description: 'True when items follow this page.' },
      hasPreviousPageFieldOptions: { description: 'True when items precede this page.' },
      startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
      endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
      firstArgOptions: {
        description: 'At most this many items from the start of the list; 100 at most.',
      },
      afterArgOptions: { description: 'Only items behind this cursor.' },
      lastArgOptions: {
        description: 'At most this many items from the end of the list; 100 at most.',
      },
      beforeArgOptions: { description: 'Only items before this cursor.' },
    },
  });
}
