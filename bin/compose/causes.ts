/**
 * What is said of an error or a difference that composition finds: what is wrong, what would come of it, what to write.
 * `{at}` stands for the part of the graph, `{agencies}` for whose SDL it is, `{detail}` for what composition says.
 */
export type Cause = readonly [what: string, why: string, mend: string];

const ONE_GRAPH = 'Callers see one graph: what two agencies publish under one name must be one thing.';
const NO_GRAPH = 'The SDL of one agency that cannot be read keeps the whole graph from being composed.';
const KEYS =
  'By a key the hub asks an agency for a record that another one named; one it cannot write out leads nowhere.';
const DERIVED =
  'The hub fetches these fields first and sends them along; what it cannot fetch leaves the field without an answer.';
const PROVIDED = 'The hub would count on being given these fields and not ask their owner for them.';
const NOT_OWN = '@external says that another agency answers the field; the hub never asks this one for it.';
const HIDDEN = 'Callers could name what they are not shown.';
const OVERRIDE = 'Two agencies, or none, would be asked for the field.';
const LINKS = 'By @link the hub knows which directives mean what; misunderstood, keys and labels would be lost.';
const LABELS = 'Labels and rules would be lost or doubled on the way to the hub, so nothing is composed.';
const MAJORITY = 'Composition would take what most say, or only what all say, without a word to the others.';
const CONTEXTS =
  'The value of the argument comes from an object above; where it is not there, the field cannot be asked.';
const COSTS = 'The hub weighs an operation before it is run by what is said here.';
const AUTH = 'What a field demands of a caller would depend on the way by which it is reached.';

const KEY_FIELDS =
  'Write in fields: names of fields of this type, one after another: @key(fields: "id country { code }").';
const AGREE = 'Agree on one and write it in each of them.';
const DEFINITIONS = 'Copy one definition of the directive into each of them, or take it out of all.';
const NAME_OWN =
  'Name fields that the type has in this SDL; those of another agency with @external: flag: Boolean @external.';
const ON_TYPES = 'Write it on the object types that implement the interface, and take it off the interface.';
const LINK =
  'Copy the head of a schema.graphql that composes, with @link and its import, and change the imported names alone.';

/** Every error of composition that an agency's SDL can cause, by its code. */
// biome-ignore format: a table, an error a line.
export const CAUSES: Readonly<Record<string, Cause>> = {
  INVALID_GRAPHQL: ['{agencies}: the SDL is not valid: {detail}', NO_GRAPH, 'Mend it where it stands: a name is misspelt, declared twice, or not declared or imported in this file.'],
  DIRECTIVE_DEFINITION_INVALID: ['{agencies} defines a directive otherwise than federation or the protection model does: {detail}', LINKS, 'Take the definition out of the SDL; @link brings it.'],
  TYPE_DEFINITION_INVALID: ['{agencies} defines a type otherwise than federation does: {detail}', LINKS, 'Take the definition out of the SDL, or give the type another name.'],
  UNSUPPORTED_LINKED_FEATURE: ['{agencies} links a feature that composition does not know: {detail}', LINKS, LINK],
  UNKNOWN_FEDERATION_LINK_VERSION: ['{agencies} links a version of federation that there is not: {detail}', LINKS, 'Write @link(url: "https://specs.apollo.dev/federation/v2.9", import: […]).'],
  UNKNOWN_LINK_VERSION: ['{agencies} links a version of @link that there is not: {detail}', LINKS, 'Write https://specs.apollo.dev/link/v1.0, or leave it out.'],
  INVALID_LINK_DIRECTIVE_USAGE: ['{agencies} writes @link otherwise than it is meant: {detail}', LINKS, LINK],
  INVALID_LINK_IDENTIFIER: ['{agencies} links an address that names no feature and version: {detail}', LINKS, 'Write an address that ends in /NAME/vMAJOR.MINOR.'],
  LINK_IMPORT_NAME_MISMATCH: ['One directive is imported under different names in {agencies}: {detail}', LINKS, 'Import it under one name in all of them.'],
  UNSUPPORTED_FEATURE: ['{agencies} uses what composition does not support: {detail}', NO_GRAPH, 'Write it another way, or leave it out.'],
  INVALID_SUBGRAPH_NAME: ['An agency has a name that cannot stand: {detail}', 'Errors, rules and the ledger name the agency by it.', 'Give it a name of small letters, digits and hyphens.'],
  NO_QUERIES: ['No agency publishes a query.', 'Nobody could ask anything.', 'Write type Query with at least one field in the SDL of an agency.'],

  KEY_INVALID_FIELDS: ['{agencies}: a @key of {at} names what is not there: {detail}', KEYS, KEY_FIELDS],
  KEY_INVALID_FIELDS_TYPE: ['{agencies}: fields of a @key of {at} is no text.', KEYS, KEY_FIELDS],
  KEY_FIELDS_HAS_ARGS: ['{agencies}: a @key of {at} names a field that takes arguments.', KEYS, 'Name fields without arguments; publish the value the record is known by as one.'],
  KEY_FIELDS_SELECT_INVALID_TYPE: ['{agencies}: a @key of {at} names a list, an interface or a union: {detail}', KEYS, 'Name fields of plain values, or of one object and what is in it.'],
  KEY_DIRECTIVE_IN_FIELDS_ARG: ['{agencies}: a @key of {at} has a directive within fields.', KEYS, 'Write names of fields alone.'],
  KEY_UNSUPPORTED_ON_INTERFACE: ['{agencies}: the interface {at} has a @key.', KEYS, ON_TYPES],
  INTERFACE_KEY_NOT_ON_IMPLEMENTATION: ['{agencies}: the interface {at} has a @key that not every type of it has: {detail}', KEYS, 'Write the same @key on every type that implements it in this SDL.'],
  INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE: ['{agencies}: the interface {at} has a @key, and this SDL does not declare every type of it: {detail}', KEYS, 'Declare the missing type here with that @key, or take the @key off the interface.'],
  INTERFACE_OBJECT_USAGE_ERROR: ['@interfaceObject of {at} does not fit: {detail}', ONE_GRAPH, 'Let one agency declare the interface with a @key and its types, and the others the same name with that @key and @interfaceObject.'],

  PROVIDES_FIELDS_HAS_ARGS: ['{agencies}: @provides of {at} names a field that takes arguments.', PROVIDED, 'Name fields without arguments.'],
  PROVIDES_FIELDS_MISSING_EXTERNAL: ['{agencies}: @provides of {at} names a field that is not @external here: {detail}', PROVIDED, 'Write @external on that field, or take it out of @provides.'],
  PROVIDES_UNSUPPORTED_ON_INTERFACE: ['{agencies}: @provides stands on a field of an interface, {at}.', PROVIDED, ON_TYPES],
  PROVIDES_ON_NON_OBJECT_FIELD: ['{agencies}: @provides of {at} stands on a field that is no object.', PROVIDED, 'Take @provides off.'],
  PROVIDES_INVALID_FIELDS_TYPE: ['{agencies}: fields of @provides of {at} is no text.', PROVIDED, 'Write @provides(fields: "name").'],
  PROVIDES_INVALID_FIELDS: ['{agencies}: @provides of {at} names what is not there: {detail}', PROVIDED, NAME_OWN],
  PROVIDES_DIRECTIVE_IN_FIELDS_ARG: ['{agencies}: @provides of {at} has a directive within fields.', PROVIDED, 'Write names of fields alone.'],
  REQUIRES_FIELDS_MISSING_EXTERNAL: ['{agencies}: @requires of {at} names a field that is not @external here: {detail}', DERIVED, 'Write @external on that field: another agency answers it.'],
  REQUIRES_UNSUPPORTED_ON_INTERFACE: ['{agencies}: @requires stands on a field of an interface, {at}.', DERIVED, ON_TYPES],
  REQUIRES_INVALID_FIELDS_TYPE: ['{agencies}: fields of @requires of {at} is no text.', DERIVED, 'Write @requires(fields: "flag").'],
  REQUIRES_INVALID_FIELDS: ['{agencies}: @requires of {at} names what is not there: {detail}', DERIVED, NAME_OWN],
  REQUIRES_DIRECTIVE_IN_FIELDS_ARG: ['{agencies}: @requires of {at} has a directive within fields.', DERIVED, 'Write names of fields alone.'],

  EXTERNAL_UNUSED: ['{agencies}: {at} is @external, and nothing here needs it.', NOT_OWN, 'Take the field out, or take @external off and answer it.'],
  TYPE_WITH_ONLY_UNUSED_EXTERNAL: ['{agencies}: every field of {at} is @external, and nothing here needs them.', NOT_OWN, 'Take the type out, or link federation v2 and answer a field of it.'],
  EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE: ['{agencies}: {at} is @external and has a directive for fields that are answered here: {detail}', NOT_OWN, 'Take one of the two off.'],
  EXTERNAL_TYPE_MISMATCH: ['{at} is @external with a type that its owner does not give it ({agencies}).', NOT_OWN, 'Write the type that the owner writes.'],
  EXTERNAL_ARGUMENT_MISSING: ['{at} is @external without an argument that its owner has ({agencies}): {detail}', NOT_OWN, 'Write the arguments that the owner writes.'],
  EXTERNAL_ARGUMENT_TYPE_MISMATCH: ['{at} is @external with an argument of another type than its owner’s ({agencies}).', NOT_OWN, 'Write the type that the owner writes.'],
  EXTERNAL_ARGUMENT_DEFAULT_MISMATCH: ['{at} is @external with another default than its owner’s ({agencies}).', NOT_OWN, 'Write the default that the owner writes.'],
  EXTERNAL_ON_INTERFACE: ['{agencies}: {at} is a field of an interface, and @external.', NOT_OWN, ON_TYPES],
  EXTERNAL_MISSING_ON_BASE: ['{agencies}: {at} is @external, and no agency answers it.', NOT_OWN, 'Name a field another agency has, or take @external off and answer it here.'],
  MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL: ['{agencies}: {at} is @external and has a directive that its owner alone may write: {detail}', NOT_OWN, 'Take the directive off here.'],

  TYPE_KIND_MISMATCH: ['{at} is one kind of type to one agency and another to another ({agencies}).', ONE_GRAPH, 'Make it the same kind in each of them, or give one of the two another name.'],
  FIELD_TYPE_MISMATCH: ['{at} has types that do not fit together in {agencies}.', ONE_GRAPH, 'Write one type in each of them, or give one of the two fields another name.'],
  FIELD_ARGUMENT_TYPE_MISMATCH: ['The argument {at} has types that do not fit together in {agencies}.', ONE_GRAPH, AGREE],
  FIELD_ARGUMENT_DEFAULT_MISMATCH: ['The argument {at} has different defaults in {agencies}.', ONE_GRAPH, AGREE],
  INPUT_FIELD_DEFAULT_MISMATCH: ['{at} has different defaults in {agencies}.', ONE_GRAPH, AGREE],
  INVALID_FIELD_SHARING: ['{at} is answered by {agencies}, and they do not all say that it is shared.', 'The hub asks whichever is nearer: two that answer differently would be told apart by nobody.', 'Write @shareable on the field in each of them if they answer the same; else let one keep it and the others take it out or call it otherwise.'],
  INVALID_SHAREABLE_USAGE: ['{agencies}: @shareable stands where it means nothing: {detail}', ONE_GRAPH, 'Write @shareable on fields of object types, once each.'],
  SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES: ['{at} is shared by {agencies}, and no object could come from all of them.', 'The hub asks whichever is nearer: the answer would depend on whom.', 'Let each of them declare the same types for it, or let one keep the field.'],
  EXTENSION_WITH_NO_BASE: ['{agencies} extends {at}, which no agency declares.', ONE_GRAPH, 'Write type in place of extend type, or mend the name.'],
  INTERFACE_FIELD_NO_IMPLEM: ['A type of an interface has not every field of it once all agencies are put together, {at} ({agencies}).', 'Callers who ask by the interface would find the field missing.', 'Add the field to that type in an agency that has it, or take it off the interface.'],
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: ['The argument {at} must be given to one agency, and another that answers the field does not know it ({agencies}): {detail}', 'Callers could neither give it nor leave it out.', 'Add the argument to the field in each of them, or take the ! off its type.'],
  REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: ['{at} must be given to one agency, and another does not know it ({agencies}): {detail}', 'Callers could neither give it nor leave it out.', 'Add it in each of them, or take the ! off its type.'],
  EMPTY_MERGED_INPUT_TYPE: ['The agencies that declare the input {at} have no field of it in common ({agencies}).', ONE_GRAPH, 'Declare the same fields, or give one of the two another name.'],
  ENUM_VALUE_MISMATCH: ['The enum {at} is given and answered, and {agencies} have not the same values: {detail}', 'A caller could give an agency a value that it does not know.', 'Write the same values in each of them.'],
  EMPTY_MERGED_ENUM_TYPE: ['The agencies that declare the enum {at} have no value in common ({agencies}).', ONE_GRAPH, 'Declare the same values, or give one of the two another name.'],
  ROOT_QUERY_USED: ['{agencies} has a type Query that is not its query type.', ONE_GRAPH, 'Call the query type Query, and the other one otherwise.'],
  ROOT_MUTATION_USED: ['{agencies} has a type Mutation that is not its mutation type.', ONE_GRAPH, 'Call the mutation type Mutation, and the other one otherwise.'],
  ROOT_SUBSCRIPTION_USED: ['{agencies} has a type Subscription that is not its subscription type.', ONE_GRAPH, 'Call the subscription type Subscription, and the other one otherwise.'],

  REFERENCED_INACCESSIBLE: ['{at} is @inaccessible, and what callers see refers to it: {detail}', HIDDEN, 'Write @inaccessible on what refers to it as well, or take it off.'],
  DEFAULT_VALUE_USES_INACCESSIBLE: ['{at} is @inaccessible, and a default that callers see uses it: {detail}', HIDDEN, 'Give the argument another default.'],
  QUERY_ROOT_TYPE_INACCESSIBLE: ['{at}, where every query begins, is @inaccessible.', 'Nobody could ask anything.', 'Take @inaccessible off.'],
  REQUIRED_INACCESSIBLE: ['{at} is @inaccessible and must be given: {detail}', HIDDEN, 'Take the ! off its type, or @inaccessible.'],
  DISALLOWED_INACCESSIBLE: ['{at} cannot be @inaccessible: {detail}', HIDDEN, 'Take @inaccessible off.'],
  IMPLEMENTED_BY_INACCESSIBLE: ['{at} is @inaccessible, and an interface that callers see has it: {detail}', HIDDEN, 'Write @inaccessible on the interface’s field as well, or take it off here.'],
  ONLY_INACCESSIBLE_CHILDREN: ['Callers see {at}, and everything in it is @inaccessible.', 'A type without a field is none.', 'Write @inaccessible on the type as well, or show one of its fields.'],

  OVERRIDE_FROM_SELF_ERROR: ['{agencies}: @override of {at} is from the agency itself.', OVERRIDE, 'Write in from the name of the agency that answered the field before, or take @override off.'],
  OVERRIDE_SOURCE_HAS_OVERRIDE: ['{at} is taken over from an agency that takes it over itself ({agencies}).', OVERRIDE, 'Take @override off in the one that is to give the field up.'],
  OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE: ['{at} has @override and another directive that does not go with it: {detail}', OVERRIDE, 'Take one of the two off.'],
  OVERRIDE_ON_INTERFACE: ['{agencies}: @override stands on a field of an interface, {at}.', OVERRIDE, ON_TYPES],
  OVERRIDE_LABEL_INVALID: ['{agencies}: the label of @override of {at} is none.', OVERRIDE, 'Write label: "percent(10)", or a name that begins with a letter.'],

  DIRECTIVE_COMPOSITION_ERROR: ['@composeDirective does not fit: {detail}', LABELS, 'Write @composeDirective as in the head of a schema.graphql that composes, with the same @link in every agency.'],
  AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE: ['{agencies}: {at} is an interface, or a field of one, and has @authenticated, @requiresScopes or @policy.', AUTH, ON_TYPES],
  MISSING_TRANSITIVE_AUTH_REQUIREMENTS: ['{at} is made from fields that demand more of a caller than it does: {detail}', AUTH, 'Write on it what the fields in its @requires demand.'],

  CONTEXT_NOT_SET: ['{agencies}: {at} takes an argument from a context that nothing sets: {detail}', CONTEXTS, 'Write @context(name: "…") on the type above that has the value.'],
  CONTEXT_INVALID_SELECTION: ['{agencies}: @fromContext of {at} does not name one field: {detail}', CONTEXTS, 'Name one field of the type that sets the context.'],
  NO_CONTEXT_IN_SELECTION: ['{agencies}: @fromContext of {at} names no context: {detail}', CONTEXTS, 'Write @fromContext(field: "$name { field }").'],
  CONTEXT_NO_RESOLVABLE_KEY: ['{agencies}: {at} takes an argument from a context, and its type has no @key.', CONTEXTS, 'Write a @key on the type.'],
  CONTEXT_NAME_INVALID: ['{agencies}: a context of {at} has a name that cannot stand: {detail}', CONTEXTS, 'Write a name of letters and digits without underscore.'],
  CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS: ['The argument {at} comes from a context to one agency and from the caller to another ({agencies}).', CONTEXTS, AGREE],
  COST_APPLIED_TO_INTERFACE_FIELD: ['{agencies}: @cost stands on a field of an interface, {at}.', COSTS, ON_TYPES],
  LIST_SIZE_APPLIED_TO_NON_LIST: ['{agencies}: {at} has @listSize and is no list.', COSTS, 'Take @listSize off.'],
  LIST_SIZE_INVALID_ASSUMED_SIZE: ['{agencies}: @listSize of {at} assumes less than nothing.', COSTS, 'Write assumedSize: 50.'],
  LIST_SIZE_INVALID_SIZED_FIELD: ['{agencies}: @listSize of {at} names a list that is not there: {detail}', COSTS, 'Name in sizedFields lists of the type of this field.'],
  LIST_SIZE_INVALID_SLICING_ARGUMENT: ['{agencies}: @listSize of {at} names an argument that is no number of this field: {detail}', COSTS, 'Name in slicingArguments arguments of this field that are Int.'],
  MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED: ['There are too many ways through the graph to look at them all: {detail}', 'Nobody could say that every field has an answer.', 'Let fewer agencies share the same fields: one owner for each.'],

  INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE: ['{at} has a narrower type in one agency than in another ({agencies}).', MAJORITY, 'Write one type in each of them; the one that may be null where in doubt.'],
  INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE: ['The argument {at} has a narrower type in one agency than in another ({agencies}).', MAJORITY, AGREE],
  INCONSISTENT_DEFAULT_VALUE_PRESENCE: ['The argument {at} has a default in one agency and none in another ({agencies}).', MAJORITY, AGREE],
  INCONSISTENT_ENTITY: ['{at} has a @key in one agency and none in another ({agencies}).', 'From the one without a key the hub finds no way to what the others have of the record.', 'Write the same @key on the type in each of them.'],
  INCONSISTENT_OBJECT_VALUE_TYPE_FIELD: ['{agencies} do not declare the same of {at}: {detail}', 'Whether a field has an answer would depend on who was asked for the object.', 'Write the same fields in each of them, or give the type a @key.'],
  INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD: ['{agencies} do not declare the same of {at}: {detail}', MAJORITY, AGREE],
  INCONSISTENT_INPUT_OBJECT_FIELD: ['{agencies} do not declare the same of {at}: {detail}', MAJORITY, AGREE],
  INCONSISTENT_UNION_MEMBER: ['{agencies} do not declare the same of {at}: {detail}', MAJORITY, AGREE],
  INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM: ['{agencies} do not declare the same of {at}: {detail}', MAJORITY, AGREE],
  INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM: ['{agencies} do not declare the same of {at}: {detail}', MAJORITY, AGREE],
  INCONSISTENT_DESCRIPTION: ['{at} is described in different words by {agencies}.', 'Callers would read one of the two and not know whose.', AGREE],
  INCONSISTENT_ARGUMENT_PRESENCE: ['The argument {at} is known to some of the agencies that answer the field ({agencies}): {detail}', 'Callers could not give it: only what all of them know is published.', 'Add it in each of them, or take it out.'],
  INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_REPEATABLE: ['A directive may be repeated in one agency and not in another ({agencies}): {detail}', MAJORITY, DEFINITIONS],
  INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_LOCATIONS: ['A directive stands in other places in one agency than in another ({agencies}): {detail}', MAJORITY, DEFINITIONS],
  INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE: ['A directive for operations is defined by some agencies alone ({agencies}): {detail}', MAJORITY, DEFINITIONS],
  INCONSISTENT_EXECUTABLE_DIRECTIVE_REPEATABLE: ['A directive for operations may be repeated in one agency and not in another ({agencies}): {detail}', MAJORITY, DEFINITIONS],
  INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS: ['A directive for operations stands in other places in one agency than in another ({agencies}): {detail}', MAJORITY, DEFINITIONS],
  INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: ['A directive of {at} has different arguments in {agencies}: {detail}', MAJORITY, AGREE],
  INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN: ['{at} is shared by {agencies}, which do not answer it with the same types.', 'The answer would depend on who was asked.', 'Let each of them declare the same types for it, or let one keep the field.'],
};

/** Of what is in no table: the agency, its file and its line are told all the same. */
export const UNKNOWN: Cause = [
  '{agencies}: the SDL does not fit: {detail}',
  'Nothing is composed before it does.',
  'Mend what it names where it stands.',
];
/** Of a difference that is in no table. */
export const UNKNOWN_DIFFERENCE: Cause = ['{agencies} differ: {detail}', MAJORITY, AGREE];
