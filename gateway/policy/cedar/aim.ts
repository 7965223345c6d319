import { agencyName, coordinate } from '../../ids.ts';
import { CATEGORIES, isCategory } from '../categories.ts';
import {
  ACTIONS,
  type PolicyContext,
  type PolicyPrincipal,
  type RecordAttributes,
  type RecordValue,
} from '../request.ts';
import type { Policy } from './ast.ts';
import { type Asked, compilePolicy } from './compile.ts';
import type { Random } from './random.ts';
import { readsOf } from './reads.ts';
import { type Vocabulary, vocabulary } from './vocabulary.ts';

/** A request, its record known. */
export interface Request {
  readonly asked: Asked;
  readonly principal: PolicyPrincipal;
  readonly context: PolicyContext;
}

type KnownRecord = Exclude<PolicyContext['record'], 'unknown'>;

/** How often a part of a request is drawn away from what the policy names. */
const MISSES = [0, 0.1, 0.3, 0.7];
const ATTEMPTS = 30;

/** Requests aimed at one policy: made of its own words, of near misses, and of optional attributes left out. */
export class Aim {
  readonly #policy: Policy;
  readonly #random: Random;
  readonly #words: Vocabulary;
  readonly #roles: readonly string[];
  readonly #record: RecordAttributes;
  readonly #read: readonly string[];
  #miss = 0;

  /** @param roles every role there is. */
  constructor(policy: Policy, roles: readonly string[], record: RecordAttributes, random: Random) {
    this.#policy = policy;
    this.#random = random;
    this.#words = vocabulary(policy);
    this.#roles = roles;
    this.#record = record;
    this.#read = [...readsOf([policy]).record];
  }

  request(): Request {
    this.#miss = this.#random.pick(MISSES);
    return { asked: this.#asked(), principal: this.#principal(), context: this.#context() };
  }

  /** A request that satisfies the policy, where a few attempts find one: a chance hit on several conditions is rare. */
  satisfying(): Request {
    let request = this.request();
    for (let attempt = 0; attempt < ATTEMPTS && !this.#satisfies(request); attempt += 1) request = this.request();
    return request;
  }

  /** Another record for the same request; one that a policy of the record is asked about often needs. */
  record(): KnownRecord {
    this.#miss = this.#random.pick(MISSES);
    const values = this.#read.map((name) => [name, this.#optional(() => this.#recordValue(name))] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  #satisfies({ asked, principal, context }: Request): boolean {
    return compilePolicy(this.#policy.conjuncts, asked, this.#record).evaluate(principal, context) === true;
  }

  #asked(): Asked {
    const { actions } = this.#policy;
    const action = this.#random.pick(this.#hits() && actions.length > 0 ? actions : ACTIONS);
    const categories = this.#words.entities('Category').filter(isCategory);
    const category = this.#random.pick(this.#hits() && categories.length > 0 ? categories : CATEGORIES);
    const groups = this.#random.some(this.#words.entities('Group'), 1 - this.#miss);
    const fields = [...this.#words.entities('Field'), 'Some.field'];
    const [type = '', field = ''] = this.#random.pick(fields).split('.');
    const agency = agencyName(this.#policy.agency);
    if (agency === undefined) throw new Error(`${this.#policy.agency} is no name of an agency.`);
    return { action, resource: { coordinate: coordinate(type, field), category, groups, agency } };
  }

  #principal(): PolicyPrincipal {
    const named = this.#random.some(this.#words.entities('Role'), this.#hits() ? 0.8 : 0.2);
    const others = this.#random.some(this.#roles, this.#miss / 2);
    return {
      kind: this.#random.chance(0.5) ? 'Officer' : 'Partner',
      agency: this.#text('principal.agency', [...this.#words.entities('Agency'), this.#policy.agency]),
      country: this.#text('principal.country', this.#words.entities('Country')),
      roles: new Set([...named, ...others]),
      clearance: this.#optional(() => this.#text('principal.clearance')),
      post: this.#optional(() => this.#text('principal.post')),
    };
  }

  #context(): PolicyContext {
    return {
      purpose: this.#text('context.purpose'),
      hasCase: this.#random.chance(0.5),
      agreement: this.#optional(() => this.#text('context.agreement')),
      agreementLevel: this.#optional(() => this.#text('context.agreementLevel')),
      to: this.#optional(() => this.#text('context.to')),
      record: this.record(),
    };
  }

  #recordValue(name: string): RecordValue {
    const attribute = `record.${name}`;
    switch (this.#record.get(name)) {
      case 'Long':
        return this.#long(attribute);
      case 'Bool':
        return this.#random.chance(0.5);
      case 'StringSet':
        return this.#set(attribute);
      default:
        return this.#text(attribute);
    }
  }

  /** Few or many of the words: `containsAll` and `containsAny` part ways on sets that hold some of them. */
  #set(attribute: string): readonly string[] {
    const words = [...new Set([...this.#words.strings(attribute), 'other'])];
    return this.#random.some(words, this.#random.pick([0.2, 0.5, 1]));
  }

  #long(attribute: string): number {
    const near = this.#words.longs(attribute).flatMap((value) => [value - 1, value, value + 1]);
    return this.#random.pick([...near, 0]);
  }

  /** A word of the policy, or one that differs from it by a letter, by case, or altogether. */
  #text(attribute: string, more: readonly string[] = []): string {
    const words = [...this.#words.strings(attribute), ...more];
    const word = words.length > 0 ? this.#random.pick(words) : 'x';
    if (this.#hits()) return word;
    return this.#random.pick([`${word}x`, word.slice(1), word.toLowerCase(), 'other', word]);
  }

  #optional<T>(make: () => T): T | undefined {
    return this.#random.chance(this.#miss) ? undefined : make();
  }

  #hits(): boolean {
    return !this.#random.chance(this.#miss);
  }
}
