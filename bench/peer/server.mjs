// The peer: one process, no logging, no limits. Arguments: Bolt URI, port.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const [uri, port] = process.argv.slice(2);
const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
const typeDefs = readFileSync(new URL("types.graphql", import.meta.url), "utf-8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({ schema, logging: false, graphiql: false, maskedErrors: false });
createServer(yoga).listen(Number(port), "127.0.0.1", () => console.log("READY"));
process.stdin.resume().on("end", () => process.exit(0));
