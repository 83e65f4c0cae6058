/** A reasoning effort that a model offers. */
export interface EffortOption {
  /** `low`, `high` and so on: an open set, each model has its own. */
  readonly effort: string;
  readonly description: string;
}

/** A way to be served, for instance faster at a higher price. */
export interface ServiceTier {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A model that the login on this machine can use. */
export interface Model {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** Weakest first; empty for a model that does not reason. */
  readonly efforts: readonly EffortOption[];
  readonly defaultEffort: string | null;
  /** `text`, `image` and so on. */
  readonly inputModalities: readonly string[];
  /** Tokens; null where the catalog does not say. */
  readonly contextWindow: number | null;
  readonly serviceTiers: readonly ServiceTier[];
  /** Whether clients that name no model get this one. */
  readonly isDefault: boolean;
  /** Omitted from lists, but usable by name. */
  readonly isHidden: boolean;
  /**
   * Whether its efforts, tiers and modalities are known. Where they are not, what a request asks goes
   * to the service as it is.
   */
  readonly isDescribed: boolean;
}

/** A model of which nothing but the name is known. */
export function unknownModel(id: string): Model {
  return {
    id,
    displayName: id,
    description: '',
    efforts: [],
    defaultEffort: null,
    inputModalities: ['text', 'image'],
    contextWindow: null,
    serviceTiers: [],
    isDefault: false,
    isHidden: false,
    isDescribed: false,
  };
}
