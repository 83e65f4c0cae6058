/** A tab of GraphiQL's. */
export interface GraphiqlTab {
  /** The name of its operation, which the tab shows. */
  readonly name: string;
  readonly query: string;
  /** JSON, as the Variables pane shows it. */
  readonly variables: string;
}

/** The text of a Variables pane. */
export function variables(values: object): string {
  return JSON.stringify(values, null, 2);
}
