import type { GraphQLSchema } from 'graphql';
import type { SourceStatus, Variables } from '../exchange.ts';
import { Halt } from '../halt.ts';
import type { AgencyName } from '../ids.ts';
import { isObject } from '../json.ts';
import { type AgencyAnswer, nothing } from './agency-answer.ts';
import type { AgencyClient } from './agency-client.ts';
import { type Tellable, worst } from './agency-errors.ts';
import type { AskStep, FetchStep, Place, Step } from './compile.ts';
import type { EngineAnswer, Enter, Fields } from './engine.ts';
import { ErrorBook, type Part } from './error-book.ts';
import type { Gate } from './gate.ts';
import { type EngineLimits, MOST_ERRORS_READ, MOST_ERRORS_TOLD } from './limits.ts';
import { copied, merge } from './merge.ts';
import { clientVariable } from './names.ts';
import { Pace, PER_LOOK } from './pace.ts';
import { isBarredAt } from './places.ts';
import { type Gated, type Question, question, type Representation } from './question.ts';
import { rewritten } from './rewrite.ts';

/** What running needs beside the plan. */
export interface RunRoom extends Tellable {
  readonly types: GraphQLSchema;
  readonly limits: EngineLimits;
  client(agency: AgencyName): AgencyClient | undefined;
}

interface Hooks {
  readonly enter: Enter;
  readonly gate: Gate | undefined;
}

/** One request's way through the agencies. */
export class Run {
  readonly #room: RunRoom;
  readonly #variables: Variables;
  readonly #halt = new Halt();
  readonly #pace = new Pace();
  readonly #enter: Enter;
  readonly #gate: Gate | undefined;
  /** What each question was asked about, and the calls that are done: a step may be gone through more than once. */
  readonly #asked = new Map<AskStep, WeakSet<Fields>>();
  readonly #done = new Set<FetchStep>();
  #areMoreWaiting = false;
  /** A call was put off in this pass, and the calls after it. */
  #isPutOff = false;
  #mayPutOff = true;
  readonly #data: Fields = {};
  readonly #errors: ErrorBook;
  #isPlain = true;
  #bytes = 0;
  readonly #sources: Map<AgencyName, SourceStatus>;
  /** Representations of questions that are asked at more than one step. */
  readonly #known = new Map<number, Map<string, Representation>>();

  /**
   * @param gone halted when the caller goes away.
   * @param hooks `enter` lets calls in at agencies, `gate` says what of the answer so far may be sent on.
   */
  constructor(room: RunRoom, variables: Variables, agencies: readonly AgencyName[], gone: Halt, hooks: Hooks) {
    this.#room = room;
    this.#enter = hooks.enter;
    this.#gate = hooks.gate;
    this.#errors = new ErrorBook(room, this.#data, hooks.gate ? MOST_ERRORS_READ : MOST_ERRORS_TOLD);
    gone.add(this.stop);
    if (gone.isHalted) this.stop();
    this.#variables = variables;
    this.#sources = new Map(agencies.map((agency) => [agency, 'OK']));
  }

  /** Ends what is under way; what is there by then is the answer. */
  readonly stop = (): void => this.#halt.halt();

  /** @param isOver asked before each step: true where a step's failure leaves no answer to go on for. */
  async through(steps: readonly Step[], isOver: (data: Fields, done: number) => boolean): Promise<EngineAnswer> {
    const timer = setTimeout(this.stop, this.#room.limits.deadlineMs);
    try {
      let done = 0;
      for (const step of steps) {
        if (isOver(this.#data, done)) break;
        await this.#step(step);
        if (this.#gate) await this.#again(step, this.#gate);
        done += 1;
      }
    } finally {
      clearTimeout(timer);
      this.#pace.end();
    }
    return {
      data: this.#data,
      isPlain: this.#isPlain,
      bytes: this.#bytes,
      errors: this.#errors.all,
      sources: this.#sources,
    };
  }

  /**
   * Records that had to wait are asked about when what they are judged by has come, in whichever order the plan has it.
   * INVARIANT: it ends. Each time a record waits no longer, or what was put off is asked, or all that wait are shut.
   */
  async #again(step: Step, gate: Gate): Promise<void> {
    while (this.#areMoreWaiting) {
      this.#areMoreWaiting = false;
      this.#errors.forgetPlaces();
      gate.look(this.#data);
      const hasMoved = gate.hasMoved();
      // What was put off is asked before anything is given up.
      this.#mayPutOff = hasMoved || !this.#isPutOff;
      if (!hasMoved && !this.#isPutOff) gate.settle();
      this.#isPutOff = false;
      await this.#step(step);
    }
    this.#mayPutOff = true;
    this.#isPutOff = false;
  }

  async #step(step: Step): Promise<void> {
    if (step.kind === 'fetch') return step.asks.length === 0 ? this.#askRoot(step) : this.#askRecords(step);
    if (step.kind === 'parallel') await Promise.all(step.steps.map((each) => this.#step(each)));
    else for (const each of step.steps) await this.#step(each);
  }

  async #askRoot(fetch: FetchStep): Promise<void> {
    if (this.#done.has(fetch)) return;
    this.#done.add(fetch);
    const answer = await this.#send(fetch, this.#body(fetch, []));
    if (!answer.data && answer.errors.length === 0) {
      for (const { key } of fetch.slots) this.#errors.missing(fetch, answer.status, [key]);
    }
    for (const error of answer.errors) this.#errors.tell(fetch, error);
    if (fetch.outputRewrites.length > 0) rewritten(answer.data, fetch.outputRewrites, this.#room.types);
    merge(this.#data, answer.data, fetch.slots, this.#room.types);
  }

  async #askRecords(fetch: FetchStep): Promise<void> {
    this.#gate?.look(this.#data);
    const questions: Question[] = [];
    const isWhole = this.#hasToldAll(fetch.agency);
    for (const ask of fetch.asks) {
      const earlier = { known: this.#knownTo(ask.shared), isWhole, gated: this.#gatedFor(ask) };
      const asked = await question(this.#data, ask, earlier, this.#pace);
      this.#areMoreWaiting ||= asked.areMoreWaiting;
      questions.push(asked);
    }
    if (this.#isToBePutOff(questions)) return;
    for (const { ask, added } of questions) for (const record of added) this.#asked.get(ask)?.add(record);
    const calls: Promise<void>[] = [];
    this.#pace.begin();
    for (const part of partsOf(questions, this.#room.limits.entitiesPerCall)) {
      if (this.#pace.isDue()) await this.#pace.turn();
      calls.push(this.#askPart(fetch, questions, part));
    }
    await Promise.all(calls);
    await this.#mergeEntities(questions);
  }

  /**
   * A call is made when nothing it would be made about waits any more, so that it is made once: in how many calls records
   * are asked about would tell which of them stand with others that are denied. What gives what is awaited is not put off.
   */
  #isToBePutOff(questions: readonly Question[]): boolean {
    if (!this.#gate || !this.#mayPutOff || questions.some(({ isAwaited }) => isAwaited)) return false;
    if (!this.#isPutOff && !questions.some(({ areMoreWaiting }) => areMoreWaiting)) return false;
    this.#areMoreWaiting = true;
    this.#isPutOff = true;
    return true;
  }

  async #mergeEntities(questions: readonly Question[]): Promise<void> {
    this.#pace.begin();
    for (const { places } of questions) {
      for (const { place, records, asked } of places) {
        for (let index = 0; index < records.length; index += 1) {
          const record = records[index];
          if (record) merge(record, entityFor(asked[index], place), place.slots, this.#room.types);
          if (index % PER_LOOK === PER_LOOK - 1 && this.#pace.isDue()) await this.#pace.turn();
        }
      }
    }
  }

  /**
   * What went wrong elsewhere does not touch what an agency told, nor does what went wrong at records that are not asked
   * about: nothing is taken from these as known, and whether others are asked again would tell that they are there.
   */
  #hasToldAll(agency: AgencyName): boolean {
    const gate = this.#gate;
    return this.#errors.all.every(
      ({ extensions, path }) =>
        extensions['agency'] !== agency || (gate && path !== undefined && isBarredAt(this.#data, path, gate)),
    );
  }

  #gatedFor(ask: AskStep): Gated | undefined {
    if (!this.#gate) return undefined;
    const asked = this.#asked.get(ask) ?? new WeakSet<Fields>();
    this.#asked.set(ask, asked);
    return { gate: this.#gate, asked };
  }

  #knownTo(shared: number | undefined): Map<string, Representation> {
    if (shared === undefined) return new Map();
    const known = this.#known.get(shared) ?? new Map<string, Representation>();
    this.#known.set(shared, known);
    return known;
  }

  /** One call about a part of the records. */
  async #askPart(fetch: FetchStep, questions: readonly Question[], parts: Part): Promise<void> {
    const answer = await this.#send(fetch, this.#body(fetch, parts));
    const { data } = answer;
    const isReadable = data && fetch.asks.every(({ key }, index) => isListOf(data[key], parts[index]?.length ?? 0));
    if (!data || !isReadable) {
      if (data) this.#mark(fetch, 'INVALID');
      const status = data ? 'INVALID' : answer.status;
      if (answer.errors.length === 0) this.#errors.missingRecords(fetch, status, questions, parts);
    } else {
      for (const [index, { key, outputRewrites }] of fetch.asks.entries()) {
        if (outputRewrites.length > 0) rewritten(data[key], outputRewrites, this.#room.types);
        this.#take(fetch, questions, parts, index, data[key] as unknown[]);
      }
    }
    for (const error of answer.errors) this.#errors.tellOfRecord(fetch, error, questions, parts);
  }

  #take(fetch: FetchStep, questions: readonly Question[], parts: Part, ask: number, list: readonly unknown[]): void {
    for (const [index, representation] of (parts[ask] ?? []).entries()) {
      const entity = list[index];
      if (isObject(entity) || entity === null) representation.entity = entity;
      else {
        this.#mark(fetch, 'PARTIAL');
        const path = [fetch.asks[ask]?.key ?? '', index];
        this.#errors.tellOfRecord(fetch, { code: 'SOURCE_INVALID', path, argument: undefined }, questions, parts);
      }
    }
  }

  /** The request of a call as JSON text; variables without a value are left out. */
  #body(fetch: FetchStep, parts: Part): string {
    let variables = '';
    for (const name of fetch.variables) {
      const own = clientVariable(name);
      const value = Object.hasOwn(this.#variables, own) ? this.#variables[own] : undefined;
      if (value !== undefined) variables += `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
    }
    for (const [index, { variable }] of fetch.asks.entries()) {
      let list = '';
      for (const { text } of parts[index] ?? []) list += `,${text}`;
      variables += `,"${variable}":[${list.slice(1)}]`;
    }
    return `${fetch.head}${variables.slice(1)}}}`;
  }

  async #send(fetch: FetchStep, body: string): Promise<AgencyAnswer> {
    const isFull = this.#bytes > this.#room.limits.answerBytes * 2;
    const asked = isFull
      ? undefined
      : this.#room.client(fetch.agency)?.ask(body, this.#halt, this.#enter(fetch.scope), this.#pace);
    const answer = (await asked) ?? nothing(isFull ? 'INVALID' : 'UNAVAILABLE');
    this.#isPlain &&= answer.isPlain;
    this.#bytes += answer.bytes;
    this.#pace.grew(this.#bytes);
    this.#mark(fetch, answer.status);
    return answer;
  }

  #mark({ agency }: FetchStep, status: SourceStatus): void {
    if (status !== 'OK') this.#sources.set(agency, worst(this.#sources.get(agency), status));
  }
}

/** The entity for one more record. One without anything below is only read. */
function entityFor(representation: Representation | undefined, { slots, isFlat }: Place): Fields | undefined {
  const entity = representation?.entity;
  if (!representation || !entity) return undefined;
  if (isFlat) return entity;
  if (representation.isTaken) return copied(entity, slots);
  representation.isTaken = true;
  return entity;
}

/** All questions in one call, or, where that were too many records, each in as many calls as it takes. */
function partsOf(questions: readonly Question[], size: number): Part[] {
  const all = questions.map(({ open }) => open);
  const total = all.reduce((sum, { length }) => sum + length, 0);
  if (total === 0) return [];
  if (total <= size) return [all];
  return all.flatMap((open, index) =>
    Array.from({ length: Math.ceil(open.length / size) }, (_, part) =>
      all.map((_each, other) => (other === index ? open.slice(part * size, (part + 1) * size) : [])),
    ),
  );
}

function isListOf(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length;
}
