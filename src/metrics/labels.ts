import { adminId, guestOriginOf, localId, type Caller } from '../codex/completion/caller.ts';
import { isKnownSurface, type Surface } from '../codex/completion/surface.ts';
import type { SessionCore } from '../codex/session-core.ts';

/** Whatever has no label of its own. */
const otherLabel = 'other';

const guestLabel = 'guest';

const noSurface = 'none';

/** What stands for callers without a label of their own. */
const reserved: ReadonlySet<string> = new Set([guestLabel, localId, adminId, otherLabel]);

/** Beyond these, keys count as `other`. */
const maxKeys = 200;

/** Beyond these, models count as `other`. A provider may list hundreds. */
const maxModels = 50;

/** Minimum time between two look-ups of the models, in milliseconds. */
const relearnMs = 1000;

/** Gives labels of a bounded set of values, whatever clients send. */
export interface Labels {
  /** A surface that this gateway does not know is `other`, and `none` stands for no API. */
  surface(surface: Surface | null): string;
  /**
   * The name of an API key. All guest pages are `guest`, programs without a key `local`, and the holder
   * of the admin token alone is `admin`. A key that has one of these names is `key:NAME`, which no key
   * can be called.
   */
  key(caller: Pick<Caller, 'id' | 'name'>): string;
  /** A model that the service does not list is `other`: clients may name anything. */
  model(model: string): string;
  /** Looks a model up that may be new, before its label is needed. */
  prepare(model: string): void;
}

/** Labels, and what they learn the models from. */
export interface LearningLabels {
  readonly labels: Labels;
  readonly learnFrom: (core: Pick<SessionCore, 'models'>) => void;
}

/** Creates them. They know no model until they may learn. */
export function createLabels(served: ReadonlySet<Surface>): LearningLabels {
  const keys = createBoundedSet(maxKeys);
  const models = createBoundedSet(maxModels);
  let known: ReadonlySet<string> = new Set();
  let learn = (): void => {};
  let learnedAt = -Infinity;
  return {
    labels: {
      surface(surface) {
        if (surface === null) return noSurface;
        return isKnownSurface(surface) || served.has(surface) ? surface : otherLabel;
      },
      key(caller) {
        if (guestOriginOf(caller) !== null) return guestLabel;
        const { id, name } = caller;
        if (name === null) return id === adminId ? adminId : localId;
        if (!keys.has(name)) return otherLabel;
        return reserved.has(name) ? `key:${name}` : name;
      },
      model: (model) => (known.has(model) && models.has(model) ? model : otherLabel),
      prepare(model) {
        if (!known.has(model)) learn();
      },
    },
    learnFrom(core) {
      learn = () => {
        // Unknown models must not cause a look-up each.
        if (performance.now() - learnedAt < relearnMs) return;
        learnedAt = performance.now();
        void core.models().then(
          (found) => (known = new Set(found.map(({ id }) => id))),
          () => {},
        );
      };
      learn();
    },
  };
}

/** Takes in what it is asked about, until it is full. */
function createBoundedSet(max: number): { has(text: string): boolean } {
  const taken = new Set<string>();
  return {
    has(text) {
      if (!taken.has(text) && taken.size < max) taken.add(text);
      return taken.has(text);
    },
  };
}
