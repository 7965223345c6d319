import type { JWTPayload } from 'jose';
import { agencyName, type RoleName, roleName } from '../ids.ts';
import { isObject } from '../json.ts';
import { type Binding, bindingOf } from './binding.ts';
import type { ClaimSource, Issuer } from './issuer.ts';
import { TokenRefusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** Members of a list claim that are read; a longer list is refused. */
const MOST_WORDS = 256;

/** A reference of a person or system: text without blanks or control characters. */
const PRINCIPAL = /^[^\s\p{C}]{1,255}$/u;
/** ISO 3166-1 alpha-2. */
const COUNTRY = /^[A-Z]{2}$/;
const PURPOSE = /^[A-Z][A-Z0-9_]{0,63}$/;
const CLEARANCE = /^[A-Za-z0-9][\w -]{0,63}$/;
/** UN/LOCODE without its blank. */
const POST = /^[A-Z]{2}[A-Z2-9]{3}$/;

/**
 * The viewer a verified token speaks of. What an issuer is not bound to say is not left out: the whole token is refused,
 * since an issuer that oversteps once is not to be believed in the rest.
 *
 * @throws TokenRefusal CLAIMS, BEYOND_ISSUER, UNBOUND, BINDING_UNKNOWN
 */
export function viewerOf(claims: JWTPayload, issuer: Issuer, tokenHash: string): Viewer {
  const { speaksFor, claims: mapping } = issuer;
  const binding = bindingOf(claims);
  if (issuer.binding === 'bound') checkSystem(claims, binding);
  const principal = shaped(claims.sub, PRINCIPAL);
  const agency = agencyName(wordOf(claims, mapping.agency));
  const country = shaped(wordOf(claims, mapping.country), COUNTRY);
  const roles = wordsOf(claims, mapping.roles).map(roleOf);
  if (principal === undefined || !agency || country === undefined || roles.length === 0) throw invalid();
  const onBehalfOf = setOf(claims, mapping.onBehalfOf, COUNTRY);
  within(speaksFor.agencies, [agency]);
  within(speaksFor.countries, [country]);
  within(speaksFor.roles, roles);
  within(speaksFor.onBehalfOf, onBehalfOf);
  return {
    principal,
    issuer: issuer.issuer,
    agency,
    country,
    roles,
    scopes: scopesOf(claims, mapping.scopes, speaksFor.scopes),
    clearance: shaped(wordOf(claims, mapping.clearance), CLEARANCE),
    post: shaped(wordOf(claims, mapping.post), POST),
    purposes: setOf(claims, mapping.purposes, PURPOSE),
    onBehalfOf,
    tokenHash,
    until: (claims.exp ?? 0) * 1000,
    binding,
  };
}

/** A system is known by its client identifier, which is its keys' as well (RFC 9068 §2.2, §5). */
function checkSystem({ sub, client_id: client }: JWTPayload, binding: Binding | undefined): void {
  if (!binding) throw new TokenRefusal('UNBOUND');
  if (client !== undefined && client !== sub) throw invalid();
}

function invalid(): TokenRefusal {
  return new TokenRefusal('CLAIMS');
}

function within<Value>(allowed: ReadonlySet<Value>, said: Iterable<Value>): void {
  for (const each of said) if (!allowed.has(each)) throw new TokenRefusal('BEYOND_ISSUER');
}

/** @throws TokenRefusal where there is a value and it has another form. */
function shaped(value: unknown, form: RegExp): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !form.test(value)) throw invalid();
  return value;
}

/**
 * Scopes as one text with blanks (RFC 6749 §3.3) or as a list. What the issuer does not speak for is left out, not
 * refused: clients ask for scopes of many kinds.
 */
function scopesOf(
  claims: JWTPayload,
  source: ClaimSource | undefined,
  allowed: Issuer['speaksFor']['scopes'],
): ReadonlySet<string> {
  const value = source?.kind === 'claim' ? at(claims, source.path) : undefined;
  const words = typeof value === 'string' ? value.split(' ').filter(Boolean) : wordsOf(claims, source);
  if (words.length > MOST_WORDS) throw invalid();
  return new Set(allowed === 'any' ? words : words.filter((word) => allowed.has(word)));
}

function roleOf(word: string): RoleName {
  const role = roleName(word);
  if (!role) throw invalid();
  return role;
}

function setOf(claims: JWTPayload, source: ClaimSource | undefined, form: RegExp): ReadonlySet<string> {
  const words = wordsOf(claims, source);
  for (const word of words) shaped(word, form);
  return new Set(words);
}

/** One text; undefined where the token does not say, or says a word that has no translation. */
function wordOf(claims: JWTPayload, source: ClaimSource | undefined): string | undefined {
  if (!source) return undefined;
  const value = source.kind === 'fixed' ? source.value : at(claims, source.path);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid();
  return source.kind === 'claim' && source.values ? source.values.get(value) : value;
}

/**
 * A list of texts. With a translation, words that it does not have are none of the hub's: identity providers put roles
 * of their own beside those that were given.
 */
function wordsOf(claims: JWTPayload, source: ClaimSource | undefined): readonly string[] {
  if (!source) return [];
  const value = source.kind === 'fixed' ? source.value : at(claims, source.path);
  if (value === undefined || value === null) return [];
  const list: unknown = source.kind === 'fixed' && typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list) || list.length > MOST_WORDS || !list.every((each) => typeof each === 'string')) {
    throw invalid();
  }
  const words = source.kind === 'claim' && source.values ? translated(list, source.values) : list;
  return [...new Set(words)];
}

function translated(words: readonly string[], values: ReadonlyMap<string, string>): readonly string[] {
  return words.flatMap((word) => values.get(word) ?? []);
}

/** Own members alone: a path never leads into what every object has. */
function at(claims: JWTPayload, path: readonly string[]): unknown {
  let value: unknown = claims;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}
