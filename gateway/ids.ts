/**
 * Branded identifiers: a plain string cannot pass for one. Each is made only here, by its parser.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Name of an agency in the register. */
export type AgencyName = Branded<'AgencyName'>;
/** Name of a role in schema/roles.json. */
export type RoleName = Branded<'RoleName'>;
/** `Type.field` of the composed graph. */
export type Coordinate = Branded<'Coordinate'>;
/** One request's way through the hub; what a caller may quote to ask why. */
export type DecisionId = Branded<'DecisionId'>;

const NAME = /^[a-z][a-z0-9-]{0,62}$/;
/** What subgraphs of others are called as well. */
const SUBGRAPH_NAME = /^[A-Za-z][\w.-]{0,62}$/;

/** @returns undefined where the text is no agency name. */
export function agencyName(text: unknown): AgencyName | undefined {
  return typeof text === 'string' && SUBGRAPH_NAME.test(text) ? (text as AgencyName) : undefined;
}

/** @returns undefined where the text is no role name. */
export function roleName(text: unknown): RoleName | undefined {
  return typeof text === 'string' && NAME.test(text) ? (text as RoleName) : undefined;
}

export function coordinate(typeName: string, fieldName: string): Coordinate {
  return `${typeName}.${fieldName}` as Coordinate;
}

/** @param random a UUID. */
export function decisionId(random: string): DecisionId {
  return random as DecisionId;
}

/** The role of partner countries' systems: its rules and its graph are those of an agreement. */
export const PARTNER_ROLE = 'partner';
