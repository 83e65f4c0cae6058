import { commonKeyHeaders } from '../../http/access/credentials.ts';
import type { HttpSurface } from '../../http/surface.ts';
import type { OpenAiDeps } from './deps.ts';
import { openAiErrors } from './errors/error-body.ts';
import { createOpenAiRouter } from './router.ts';

/** OpenAI's API. A base URL without `/v1` makes SDKs call the bare paths. */
export const openAiSurface: HttpSurface<OpenAiDeps> = {
  paths: ['/v1', '/chat/completions', '/completions', '/conversations', '/models', '/responses'],
  routes: [
    {
      path: '/v1/chat/completions',
      alike: /(?:^|\/)chat\/completions?(?:\/v\d+)?$/,
      link: 'chat_completions',
    },
    { path: '/v1/completions', alike: /(?:^|\/)completions?(?:\/v\d+)?$/ },
    {
      path: '/v1/responses',
      alike: /(?:^|\/)responses?(?:\/v\d+)?$/,
      link: 'responses',
    },
    { path: '/v1/conversations', alike: /(?:^|\/)conversations?(?:\/v\d+)?$/ },
    { path: '/v1/models', alike: /(?:^|\/)models?(?:\/v\d+)?$/, link: 'models' },
  ],
  keyHeaders: commonKeyHeaders,
  errorFormat: openAiErrors,
  open: (deps) => ({ handler: createOpenAiRouter(deps) }),
};
