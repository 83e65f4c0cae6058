import type { VNode } from 'preact';
import { accepted } from '../api/refusal.ts';
import { ToolOutputs } from '../chat/tool-outputs.tsx';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { ConversationSendDocument } from './generated/graphql.ts';
import { nameOfCall, type Call } from './timeline.ts';

/** Continues a conversation whose last answer called tools, with the same model. */
export function OutputComposer({
  conversationId,
  calls,
  onSent,
}: {
  conversationId: string;
  calls: readonly Call[];
  onSent: () => void;
}): VNode {
  const { api } = useApp();
  const send = useAction();
  return (
    <ToolOutputs
      calls={calls.map((call) => ({ callId: call.callId, name: nameOfCall(call) }))}
      isBusy={send.isBusy}
      error={send.error}
      onSubmit={(outputs) =>
        void send.run(async () => {
          const input = { conversationId, toolOutputs: [...outputs] };
          const { sendMessage } = await api.send(ConversationSendDocument, { input });
          accepted(sendMessage);
          onSent();
        })
      }
    />
  );
}
