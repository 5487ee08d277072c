/** The worker's side of the solver: parameters in; `{progress}`, then `{number}` or what failed. */
import { solveInSlices } from "./solver.js";

/** A message channel yields at once, where timers in some browsers wait 4 ms. */
const channel = new MessageChannel();
const breathe = () =>
  new Promise((resolve) => {
    channel.port1.onmessage = () => resolve(undefined);
    channel.port2.postMessage(null);
  });

onmessage = async ({ data: parameters }) => {
  try {
    const onProgress = (/** @type {number} */ progress) => postMessage({ progress });
    const number = await solveInSlices(parameters, { onProgress, breathe });
    postMessage({ number });
  } catch (error) {
    postMessage({ unsolvable: error instanceof Error ? error.message : String(error) });
  }
};
