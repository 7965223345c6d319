import { type DocumentNode, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import type { ApprovedDocument } from '../agreements/documents.ts';
import { HubError } from '../errors.ts';
import type { Purposed } from '../exchange.ts';
import type { Rooms } from './index.ts';
import { costOf, limitCheck, MAX_TOKENS } from './limits.ts';
import { type Asked, isIntrospection } from './operation.ts';

/** An operation of a partner as it was made ready when it was loaded. */
type Ready = { readonly kind: 'ready'; readonly document: ApprovedDocument; readonly asked: Omit<Asked, 'variables'> };
/** One that was approved once and is not answered: the agreement or the graph no longer carries it, or it was taken back. */
type Withdrawn = { readonly kind: 'withdrawn'; readonly document: ApprovedDocument; readonly why: string };

/** The graph of one agreement, and what may be asked of it. */
export interface Audience {
  readonly schema: GraphQLSchema;
  readonly rooms: Rooms;
  readonly documents: ReadonlyMap<string, Ready | Withdrawn>;
  /** @throws HubError LIMIT_EXCEEDED */
  readonly checkLimits: (text: string) => void;
}

/** What a partner sends. */
export interface PartnerRequest {
  readonly documentId: string | undefined;
  /** Introspection of its own graph; everything else goes by id. */
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @param mostCost of one operation, by the sizes of its lists. */
export function audience(
  schema: GraphQLSchema,
  rooms: Rooms,
  documents: readonly ApprovedDocument[],
  mostCost: number,
): Audience {
  const checkLimits = limitCheck(schema);
  const ready = documents.map((document) => {
    return [document.id, madeReady(document, schema, { checkLimits, mostCost })] as const;
  });
  return { schema, rooms, documents: new Map(ready), checkLimits };
}

interface Bounds {
  readonly checkLimits: Audience['checkLimits'];
  readonly mostCost: number;
}

/** An operation as it is answered, or why it is not. What is approved, checked and served is held to the same. */
export function madeReady(
  document: ApprovedDocument,
  schema: GraphQLSchema,
  { checkLimits, mostCost }: Bounds,
): Ready | Withdrawn {
  const withdrawn = (why: string): Withdrawn => ({ kind: 'withdrawn', document, why });
  if (document.isWithdrawn) return withdrawn('was taken back');
  const { id, text } = document;
  const parsed = parsedOf(text);
  const operation = parsed && getOperationAST(parsed);
  if (!parsed || !operation) return withdrawn('is not one operation');
  try {
    checkLimits(text);
  } catch {
    return withdrawn('is over the limits of every operation');
  }
  const problems = validate(schema, parsed).map(({ message }) => message);
  if (problems.length > 0) return withdrawn(`does not fit the graph of the agreement: ${problems.join('; ')}`);
  const cost = costOf(parsed, schema);
  if (cost > mostCost) return withdrawn(`costs more than the agreement allows: ${cost}, and ${mostCost} at most`);
  return { kind: 'ready', document, asked: { document: parsed, operation, text, hash: id, approvedId: id } };
}

function parsedOf(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch {
    return undefined;
  }
}

/**
 * The operation a partner asks for: one that is approved for its agreement and purpose, or introspection of its own graph.
 *
 * @throws HubError OPERATION_NOT_APPROVED, OPERATION_WITHDRAWN, and those of texts.
 */
export function partnerAsked({ purpose }: Purposed, request: PartnerRequest, audience: Audience): Asked {
  const { documentId, query, variables } = request;
  const { documents } = audience;
  if (query !== undefined) return introspectionAsked(query, variables, audience);
  const known = documents.get(documentId?.replace(/^sha256:/, '') ?? '');
  // That another purpose would do is said to nobody who did not state it.
  if (!known || (purpose !== undefined && !known.document.purposes.has(purpose))) {
    throw new HubError('OPERATION_NOT_APPROVED');
  }
  if (known.kind === 'withdrawn') throw new HubError('OPERATION_WITHDRAWN');
  return { ...known.asked, variables };
}

function introspectionAsked(query: string, variables: Asked['variables'], { schema, checkLimits }: Audience): Asked {
  checkLimits(query);
  const document = parsedOf(query);
  if (!document) throw new HubError('GRAPHQL_PARSE_FAILED');
  const operation = getOperationAST(document);
  if (!operation || !isIntrospection(operation)) throw new HubError('OPERATION_NOT_APPROVED');
  if (validate(schema, document).length > 0) throw new HubError('GRAPHQL_VALIDATION_FAILED');
  return { document, operation, variables, text: query, hash: `introspection ${query}` };
}
