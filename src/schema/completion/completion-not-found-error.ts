import { CodexServeError } from '../../errors/errors.ts';

/** No completion of that id runs, and none that ended lately is kept. */
export class CompletionNotFoundError extends CodexServeError {
  override readonly name = 'CompletionNotFoundError';

  constructor(id: string) {
    super('completion_not_found', `No running or recent completion has the id '${id}'.`, {
      param: 'id',
    });
  }
}
