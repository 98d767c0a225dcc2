// Asks for flags with the official provider of OpenFeature for Node.js and prints what came.
import { createRequire } from "node:module";
const require = createRequire(process.env.MODULES + "/");
const { OpenFeature } = require("@openfeature/server-sdk");
const { OFREPProvider } = require("@openfeature/ofrep-provider");

await OpenFeature.setProviderAndWait(
  new OFREPProvider({
    baseUrl: process.env.HOUSE,
    headersFactory: () => ({ Authorization: "Bearer " + process.env.KEY }),
  }),
);
const client = OpenFeature.getClient();
const answers = [];
for (let i = 0; i < Number(process.env.COUNT); i++) {
  const context = { targetingKey: "person-" + i, country: "CN" };
  const found = await client.getStringDetails(process.env.FLAG, "fallback", context);
  answers.push(found.value + "/" + found.variant + "/" + found.reason);
}
const who = { targetingKey: "person-0" };
answers.push("boolean " + (await client.getBooleanValue(process.env.FLAG + ".yes", false, who)));
answers.push("number " + (await client.getNumberValue(process.env.FLAG + ".many", 0, who)));
const look = await client.getObjectValue(process.env.FLAG + ".look", {}, who);
answers.push("object " + JSON.stringify(look));
const missing = await client.getStringDetails(process.env.FLAG + ".none", "fallback", who);
answers.push("missing " + missing.value + "/" + missing.errorCode);
const nameless = await client.getStringDetails(process.env.FLAG, "fallback", {});
answers.push("nameless " + nameless.value + "/" + nameless.errorCode);
console.log("ANSWERS " + JSON.stringify(answers));
