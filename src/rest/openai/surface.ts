import { commonKeyHeaders } from '../../http/access/credentials.ts';
import type { HttpSurface } from '../../http/surface.ts';
import type { OpenAiDeps } from './deps.ts';
import { openAiErrors } from './errors/error-body.ts';
import { createResponsesSocket } from './responses/socket/socket-surface.ts';
import { createOpenAiRouter, responsesOptions } from './router.ts';

/** OpenAI's API. A base URL without `/v1` makes SDKs call the bare paths. */
export const openAiSurface: HttpSurface<OpenAiDeps> = {
  paths: ['/v1', '/chat/completions', '/completions', '/conversations', '/models', '/responses'],
  routes: [
    {
      path: '/v1/chat/completions',
      surface: 'CHAT_COMPLETIONS',
      alike: /(?:^|\/)chat\/completions?(?:\/v\d+)?$/,
      link: 'chat_completions',
    },
    { path: '/v1/completions', surface: 'COMPLETIONS', alike: /(?:^|\/)completions?(?:\/v\d+)?$/ },
    {
      path: '/v1/responses',
      surface: 'RESPONSES',
      alike: /(?:^|\/)responses?(?:\/v\d+)?$/,
      link: 'responses',
    },
    { path: '/v1/conversations', alike: /(?:^|\/)conversations?(?:\/v\d+)?$/ },
    { path: '/v1/models', alike: /(?:^|\/)models?(?:\/v\d+)?$/, link: 'models' },
  ],
  keyHeaders: commonKeyHeaders,
  errorFormat: openAiErrors,
  open(deps) {
    const { identify, logger } = deps;
    const socket = createResponsesSocket({ options: responsesOptions(deps), identify, logger });
    return {
      handler: createOpenAiRouter(deps),
      upgrade: {
        paths: ['/v1/responses', '/responses'],
        handle: (...upgrade) => socket.handleUpgrade(...upgrade),
      },
      close: async (deadline) => await socket.close(deadline),
    };
  },
};
