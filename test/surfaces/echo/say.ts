import type { RequestHandler } from 'express';
import { z } from 'zod';
import { runWhole } from '../../../src/codex/completion/run-whole.ts';
import type { SessionCore } from '../../../src/codex/session-core.ts';
import { InvalidRequestError } from '../../../src/errors/errors.ts';
import { callerOf } from '../../../src/http/access/caller-of.ts';
import { abortOnDisconnect } from '../../../src/http/answer/disconnect.ts';

const sayRequest = z.object({ say: z.string() });

/** `POST /echo/say {say}`. */
export function createSayHandler(core: SessionCore): RequestHandler {
  return async (req, res) => {
    const { data } = sayRequest.safeParse(req.body);
    if (data === undefined) throw new InvalidRequestError('invalid_request', 'Say something.');
    const { signal } = abortOnDisconnect(res);
    const completion = await runWhole(async (attempts) => {
      const content = [{ type: 'text' as const, text: `Say: ${data.say}` }];
      const request = {
        model: 'gpt-5.5',
        messages: [{ role: 'user' as const, content }],
        surface: 'ECHO',
        caller: callerOf(req),
        attempts,
      };
      return await core.run(request, signal);
    });
    res.json({ echo: completion.text });
  };
}
