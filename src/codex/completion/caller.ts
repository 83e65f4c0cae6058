/** Who asks for completions. */
export interface Caller {
  /**
   * Tells apart callers that must not meet in one turn: a digest of the API key, `origin:URL` for a
   * guest, '' without either.
   */
  readonly id: string;
  /** The name of its API key, or a guest's `id`; null for any other where no key is asked for. */
  readonly name: string | null;
  /** What its program calls itself; null where it does not say. */
  readonly program: string | null;
  /** The id of its request in the log of the surface; null where that has none. */
  readonly requestId: string | null;
  /** Whether it may see and stop the completions of other callers. */
  readonly seesAll: boolean;
  /** Whether it may change the machine's login. */
  readonly mayAdminister: boolean;
  /**
   * The origin of a web page that has no key and is not the owner's: it sees and stops only what its
   * origin started. Null for any other caller.
   */
  readonly guestOrigin: string | null;
}

/** Nobody in particular: a caller that sends neither a key nor a name. */
export const anonymous: Caller = {
  id: '',
  name: null,
  program: null,
  requestId: null,
  seesAll: false,
  mayAdminister: false,
  guestOrigin: null,
};

/** Whether a caller may see and stop what that owner asked for: its own, and an admin anyone's. */
export function maySee(caller: Caller, owner: Caller): boolean {
  return caller.seesAll || caller.id === owner.id;
}
