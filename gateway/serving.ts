import type { GraphQLSchema } from 'graphql';
import type { Agreement } from './agreements/agreement.ts';
import type { AgreementRegister } from './agreements/register.ts';
import type { HubConfig } from './config.ts';
import type { ClientOf } from './engine/agency-clients.ts';
import { type Generation, type GenerationParts, generation, policiesText } from './generation.ts';
import type { AgencyName } from './ids.ts';
import type { Acts } from './ledger/database.ts';
import type { ActRecord } from './ledger/ledger.ts';
import type { Rooms } from './pipeline/index.ts';
import type { Audience } from './pipeline/partners.ts';
import { supergraphFile } from './supergraph/file.ts';

/** What is served now, and what comes after it. */
export interface Serving extends AsyncDisposable {
  readonly schema: GraphQLSchema;
  /** Told of each supergraph that takes the place of the one before. */
  onChange(listener: (schema: GraphQLSchema) => void): void;
  /** The rooms of a schema: a request ends with the supergraph it was validated against. */
  roomsOf(schema: GraphQLSchema): Rooms | undefined;
  /** The agreements as they are now, each with its graph. */
  readonly agreements: () => AgreementRegister;
  /** The graph of an agreement that a register gave; undefined: it was given long ago. */
  audienceOf(agreement: Agreement): Audience | undefined;
  /** The agencies as they are reached now. */
  readonly clientOf: ClientOf;
  /** Of the supergraph that is served now. */
  readonly agencies: ReadonlySet<AgencyName>;
}

export interface ServingParts extends GenerationParts {
  /** Keeps what was done to the hub itself. */
  readonly acts: Pick<Acts, 'keep'>;
}

/** How long a supergraph that was replaced can still be planned for, milliseconds. */
const RETIRED_MS = 15_000;

/** @throws Error where the first supergraph cannot be served. */
export async function serving(config: HubConfig, parts: ServingParts): Promise<Serving> {
  const { supergraph } = config;
  const file = supergraph.kind === 'file' ? supergraphFile(supergraph.path, supergraph.lookMs) : undefined;
  const sdl = supergraph.kind === 'text' ? supergraph.sdl : ((await file?.read()) ?? '');
  const roomsOf = new WeakMap<GraphQLSchema, Rooms>();
  const audiences = new WeakMap<Agreement, Audience>();
  const retired = new Map<Generation, NodeJS.Timeout>();
  const listeners: Array<(schema: GraphQLSchema) => void> = [];
  let current = await generation(sdl, config, parts);
  roomsOf.set(current.schema, current.rooms);
  remember(current);
  parts.acts.keep(served(current));

  function remember({ partners }: Generation): void {
    for (const agreement of partners.register.all.values()) {
      const made = partners.audienceOf(agreement);
      if (made) audiences.set(agreement, made);
    }
  }

  function retire(old: Generation): void {
    const timer = setTimeout(() => {
      retired.delete(old);
      void old[Symbol.asyncDispose]();
    }, RETIRED_MS);
    retired.set(old, timer.unref());
  }

  file?.watch(async (text) => {
    try {
      if (text === current.sdl && policiesText(config) === current.policies) return;
      const next = await generation(text, config, parts, current);
      const old = current;
      current = next;
      roomsOf.set(next.schema, next.rooms);
      remember(next);
      parts.acts.keep(served(next));
      for (const listener of listeners) listener(next.schema);
      retire(old);
    } catch (error) {
      // What cannot be served is not: the one before goes on.
      parts.fault(error);
    }
  });

  return {
    get schema() {
      return current.schema;
    },
    onChange: (listener) => void listeners.push(listener),
    roomsOf: (schema) => roomsOf.get(schema),
    agreements: () => current.partners.register,
    audienceOf: (agreement) => audiences.get(agreement),
    clientOf: (agency) => current.clientOf(agency),
    get agencies() {
      return current.agencies;
    },
    async [Symbol.asyncDispose]() {
      await file?.[Symbol.asyncDispose]();
      for (const [old, timer] of retired) {
        clearTimeout(timer);
        await old[Symbol.asyncDispose]();
      }
      await current[Symbol.asyncDispose]();
    },
  };
}

/** What came into force: an entry that names these versions is decided by it. */
function served({ versions }: Generation): ActRecord {
  return { act: 'CONTRACT_SERVED', at: new Date().toISOString(), by: `process ${process.pid}`, about: versions };
}
