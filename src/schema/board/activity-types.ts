import type { Builder } from '../kit/builder.ts';
import type { Activity, ActivityGap, CompletionActivity } from '../../codex/activity/activity.ts';
import type { ActivitySubscribed } from './confirm-first.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ActivityCancelled: CompletionActivity;
    ActivityFailed: CompletionActivity;
    ActivityFinished: CompletionActivity;
    ActivityFirstToken: CompletionActivity;
    ActivityGap: ActivityGap;
    ActivityProgress: CompletionActivity;
    ActivityQueued: CompletionActivity;
    ActivityStarted: CompletionActivity;
    ActivitySubscribed: ActivitySubscribed;
    ActivityToolCall: Extract<CompletionActivity, { readonly type: 'tool-call' }>;
  }
  interface InterfaceTypes {
    ActivityEvent: Activity | ActivitySubscribed;
    ChatCompletionActivity: CompletionActivity;
  }
}

const typeNames = {
  subscribed: 'ActivitySubscribed',
  queued: 'ActivityQueued',
  started: 'ActivityStarted',
  'first-token': 'ActivityFirstToken',
  'tool-call': 'ActivityToolCall',
  progress: 'ActivityProgress',
  finished: 'ActivityFinished',
  failed: 'ActivityFailed',
  cancelled: 'ActivityCancelled',
  gap: 'ActivityGap',
} as const;

/** Those of a completion that hold nothing of their own. */
const plainTypes = [
  ['ActivityQueued', 'A completion was accepted and waits for its turn.'],
  [
    'ActivityStarted',
    'A completion was started. The first of its activity, unless it had to wait for its turn.',
  ],
  ['ActivityFirstToken', 'The first piece of an answer came: text, reasoning or a tool call.'],
  [
    'ActivityProgress',
    'An answer has grown; `completion { textLength outputTokensSoFar }` says how far. Only with `withProgress`, and at most two a second for each completion. It is not kept: its `cursor` is that of the activity before it.',
  ],
  [
    'ActivityFinished',
    'An answer is whole. `completion` has the finish reason and the token counts.',
  ],
  ['ActivityFailed', 'A completion failed; `completion { error }` says with what.'],
  ['ActivityCancelled', 'A completion was stopped, or its client left.'],
] as const;

/** The `ActivityEvent` interface, `ChatCompletionActivity`, and the types that implement them. */
export function addActivity(builder: Builder): void {
  builder.interfaceType('ActivityEvent', {
    description:
      'One thing that happened in the gateway. More types may be added: ignore those you do not know.',
    resolveType: ({ type }) => typeNames[type],
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
      cursor: t.exposeString('cursor', {
        description:
          'Opaque. After a disconnect, `activity(after: cursor)` continues after the last event seen.',
      }),
    }),
  });
  builder.interfaceType('ChatCompletionActivity', {
    description:
      'One thing that happened in a completion. For its text see `chatCompletionEvents`.',
    interfaces: ['ActivityEvent'],
    fields: (t) => ({
      completion: t.expose('completion', {
        type: 'ChatCompletion',
        description:
          'The completion as it stands when this is delivered, which may be further than this.',
      }),
    }),
  });
  for (const [name, description] of plainTypes) {
    builder.objectType(name, {
      description,
      interfaces: ['ActivityEvent', 'ChatCompletionActivity'],
    });
  }
  builder.objectType('ActivityToolCall', {
    description: 'The model called a tool.',
    interfaces: ['ActivityEvent', 'ChatCompletionActivity'],
    fields: (t) => ({
      toolCall: t.expose('call', { type: 'ToolCall', description: 'The whole call.' }),
      index: t.exposeInt('index', {
        description: "Its place among the answer's calls, from 0.",
      }),
    }),
  });
  builder.objectType('ActivitySubscribed', {
    description:
      'The first event of every subscription, sent at once. It confirms that the subscription works and that later activity will follow. Its `cursor` is `after`, or the end of the activity so far.',
    interfaces: ['ActivityEvent'],
  });
  builder.objectType('ActivityGap', {
    description:
      'Some activity may be missing here: the subscriber fell too far behind, or its cursor is too old. Read `completions` again; the stream continues with everything that is still kept.',
    interfaces: ['ActivityEvent'],
    fields: (t) => ({
      hasRestarted: t.exposeBoolean('hasRestarted', {
        description: 'True where `after` was a cursor of an earlier run of the gateway.',
      }),
    }),
  });
}
