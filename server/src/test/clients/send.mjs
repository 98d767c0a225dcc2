// Sends COUNT events with the official program for Node.js, PAUSE milliseconds apart, and waits
// until all are out.
import { createRequire } from "node:module";
const { Analytics } = createRequire(process.env.MODULES + "/")("@segment/analytics-node");

const analytics = new Analytics({
  writeKey: process.env.KEY,
  host: process.env.HOUSE,
  flushAt: 20,
  maxRetries: 10,
});
analytics.on("error", (error) => console.error(error));
for (let i = 0; i < Number(process.env.COUNT); i++) {
  analytics.track({ userId: "node-" + (i % 7), event: "Node " + i, properties: { i } });
  if (process.env.PAUSE) await new Promise((done) => setTimeout(done, Number(process.env.PAUSE)));
}
analytics.identify({ userId: "node-1", anonymousId: "anonymous-1", traits: { plan: "gold" } });
await analytics.closeAndFlush({ timeout: 60_000 });
