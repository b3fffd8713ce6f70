import { z } from 'zod';
import { commandSpecs } from '../shared/feed/commands.ts';
import * as frames from '../shared/feed/frames.ts';
import { entitySchemas } from '../shared/model/entities.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
type ConsoleType = frames.ConsoleFrame['type'];
type GatewayType = frames.GatewayFrame['type'];

const draft = 'http://json-schema.org/draft-07/schema#';

const consoleFrames = {
  hello: {
    schema: frames.helloSchema,
    summary: 'First frame of a console: version, access, and where to resume.',
  },
  command: { schema: frames.commandFrameSchema, summary: 'An act of an operator, under an id of its own.' },
  ask: { schema: frames.askFrameSchema, summary: 'A question, which changes nothing.' },
} as const satisfies Record<ConsoleType, FrameEntry>;

const gatewayFrames = {
  welcome: {
    schema: frames.welcomeSchema,
    summary: 'Answer to hello: who the console is, and how it goes on.',
  },
  snapshot: { schema: frames.snapshotSchema, summary: 'A part of the whole state.' },
  patch: { schema: frames.patchSchema, summary: 'One step of the state: whole entities by key.' },
  beat: {
    schema: frames.beatSchema,
    summary: 'Sign of life, with the freshness of every link of the chain.',
  },
  result: { schema: frames.resultSchema, summary: 'Outcome of a command, sent after it is durable.' },
  answer: { schema: frames.answerSchema, summary: 'Answer to a question, at once or not at all.' },
  bye: { schema: frames.byeSchema, summary: 'Last frame before the gateway closes.' },
} as const satisfies Record<GatewayType, FrameEntry>;

interface FrameEntry {
  readonly schema: z.ZodType;
  readonly summary: string;
}

/** As a receiver reads it: fields that are not named are let through (rule F-12), except where a schema is strict. */
function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return rest;
}

const definition = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** Definitions of a table of frames, in the table's order. */
const frameDefinitions = (table: Readonly<Record<string, FrameEntry>>): Record<string, JsonSchema> =>
  Object.fromEntries(
    Object.entries(table).map(([type, { schema, summary }]) => [
      type,
      { description: summary, ...jsonSchema(schema) },
    ]),
  );

/** The command frame, whose `params` follow from its `name`. */
function commandDefinition(): JsonSchema {
  const cases = Object.entries(commandSpecs).map(([name, { params, title, role }]) => ({
    if: { properties: { name: { const: name } }, required: ['name'] },
    then: {
      properties: { params: { title: `${title} (${role})`, ...jsonSchema(params) } },
      required: ['params'],
    },
  }));
  return {
    description: consoleFrames.command.summary,
    ...jsonSchema(frames.commandFrameSchema),
    allOf: cases,
  };
}

/** JSON Schema of every frame: any frame at the root, each by its type under `definitions`. */
export function framesSchema(): JsonSchema {
  const consoleNames = Object.keys(consoleFrames);
  const gatewayNames = Object.keys(gatewayFrames);
  return {
    $schema: draft,
    title: `Watchfloor feed, version ${frames.protocolVersion}: frames`,
    anyOf: [definition('consoleFrame'), definition('gatewayFrame')],
    definitions: {
      consoleFrame: { description: 'What a console may send.', anyOf: consoleNames.map(definition) },
      gatewayFrame: { description: 'What a gateway may send.', anyOf: gatewayNames.map(definition) },
      ...frameDefinitions(consoleFrames),
      command: commandDefinition(),
      ...frameDefinitions(gatewayFrames),
    },
  };
}

/** JSON Schema of what `upserts` carries: entities by key, each kind under `definitions`. */
export function entitiesSchema(): JsonSchema {
  const kinds = Object.entries(entitySchemas);
  return {
    $schema: draft,
    title: `Watchfloor feed, version ${frames.protocolVersion}: entities by key`,
    type: 'object',
    patternProperties: Object.fromEntries(kinds.map(([kind]) => [`^${kind}:`, definition(kind)])),
    definitions: Object.fromEntries(kinds.map(([kind, schema]) => [kind, jsonSchema(schema)])),
  };
}

/** AsyncAPI 3.0 of the feed, told from the gateway: it receives what consoles send, and sends the rest. */
export function asyncApi(): JsonSchema {
  const all: Readonly<Record<string, FrameEntry>> = { ...consoleFrames, ...gatewayFrames };
  const messages = Object.fromEntries(
    Object.entries(all).map(([type, { summary }]) => [
      type,
      { name: type, summary, payload: { $ref: `./feed.frames.schema.json#/definitions/${type}` } },
    ]),
  );
  const operation = (
    action: 'receive' | 'send',
    summary: string,
    table: Readonly<Record<string, FrameEntry>>,
  ) => ({
    action,
    summary,
    channel: { $ref: '#/channels/feed' },
    messages: Object.keys(table).map((type) => ({ $ref: `#/channels/feed/messages/${type}` })),
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Watchfloor feed',
      version: `${frames.protocolVersion}.0.0`,
      description: `WebSocket subprotocol ${frames.subprotocol}. What a schema can't say is in docs/feed.md, as numbered rules.`,
    },
    defaultContentType: 'application/json',
    channels: {
      feed: {
        address: '/feed',
        summary: 'One WebSocket per console, text frames only, one JSON object each.',
        messages: Object.fromEntries(
          Object.keys(all).map((type) => [type, { $ref: `#/components/messages/${type}` }]),
        ),
        bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      fromConsole: operation('receive', 'What a console may send.', consoleFrames),
      toConsole: operation('send', 'What a gateway may send.', gatewayFrames),
    },
    components: { messages },
  };
}
