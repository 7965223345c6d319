/** What the command line says. */
export interface Options {
  /** Engine of the hub; none: its default. */
  readonly engine: string | undefined;
  /** Length of the part of a question that is bounded by time; none: the question's own. */
  readonly seconds: number | undefined;
}

/** One question the bench answers. */
export interface Question {
  readonly name: string;
  /** Asks for the other gateways to be installed. */
  readonly needsPeers: boolean;
  /** @returns lines of Markdown for the results. */
  ask(options: Options): Promise<readonly string[]>;
}
