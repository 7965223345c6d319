import { policiesOf, policy } from './policies.ts';
import type { RuledAgency } from './ruled.ts';

const STATED = 'context.purpose == "RISK_ASSESSMENT"';
const OFFICER = 'principal in Role::"officer"';

/** A person, and a lorry of theirs. */
export interface Person {
  readonly documentNumber: string;
  readonly holder: string;
  readonly plate: string;
  /** What police have on them; covertly: nobody else is to know of it. */
  readonly alert?: string;
}

const documentOf = ({ documentNumber, holder }: Person) => ({
  ...{ documentNumber, documentType: 'P', issuingState: 'UTO', holder },
});

/** Travel documents as the national graph names them, lorries that are somebody's, and alerts that police alone may see. */
export function watchedPersons(persons: readonly Person[]): readonly RuledAgency[] {
  const lorryOf = (person: Person) => ({ plate: person.plate, axles: 3, driver: documentOf(person) });
  const find = (number: string) => persons.find(({ documentNumber }) => documentNumber === number);
  const customs: RuledAgency = {
    name: 'customs',
    types: `
      type Query {
        document(number: ID! @reads(field: "TravelDocument.documentNumber", how: MATCH),
                 kind: String! @reads(field: "TravelDocument.documentType", how: MATCH),
                 state: ID! @reads(field: "TravelDocument.issuingState", how: MATCH)): TravelDocument @classified(as: PERSONAL)
        lorries(plate: ID @reads(field: "Lorry.plate", how: MATCH)): [Lorry!] @classified(as: PERSONAL)
      }
      type TravelDocument @key(fields: "documentNumber documentType issuingState") @classified(as: PERSONAL)
          @record(subject: "documentNumber documentType issuingState") {
        documentNumber: ID documentType: String issuingState: ID holder: String
      }
      type Lorry @key(fields: "plate") @classified(as: PERSONAL)
          @record(subject: "driver { documentNumber documentType issuingState }") {
        plate: ID! driver: TravelDocument axles: Int
      }`,
    resolvers: {
      Query: {
        document: (_: unknown, { number }: { number: string }) => {
          const found = find(number);
          return found ? documentOf(found) : null;
        },
        lorries: (_: unknown, { plate }: { plate?: string }) =>
          persons.filter((each) => plate === undefined || each.plate === plate).map(lorryOf),
      },
      TravelDocument: { __resolveReference: () => null },
      Lorry: { __resolveReference: () => null },
    },
    policies: policiesOf(
      'customs',
      policy('all', `${OFFICER}, action in [Action::"disclose", Action::"use"], resource`, STATED),
      policy('join', 'principal, action == Action::"join", resource'),
    ),
  };
  const police: RuledAgency = {
    name: 'police',
    types: `
      type TravelDocument @key(fields: "documentNumber documentType issuingState") {
        documentNumber: ID @external documentType: String @external issuingState: ID @external
        alerts: [Alert!] @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
      }
      type Alert @classified(as: LAW_ENFORCEMENT) @record(attributes: "isOvert") {
        text: String @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL) isOvert: Boolean
      }`,
    resolvers: {
      TravelDocument: {
        __resolveReference: (reference: object) => reference,
        alerts: ({ documentNumber }: { documentNumber: string }) => {
          const text = find(documentNumber)?.alert;
          return text === undefined ? [] : [{ text, isOvert: false }];
        },
      },
    },
    policies: policiesOf(
      'police',
      policy(
        'overt',
        `${OFFICER}, action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"`,
        `${STATED} && context has record && context.record has isOvert && context.record.isOvert`,
      ),
      policy('alerts', `${OFFICER}, action == Action::"disclose", resource == Field::"TravelDocument.alerts"`, STATED),
    ),
  };
  return [customs, police];
}
