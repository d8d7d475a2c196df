/** The thread of thread.ts: opens the database, says so, and carries out what it is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connection.ts';
import { type Answered, type Asked, faultOf } from './thread.ts';
import { openWriter } from './writer.ts';

const port = parentPort!;

try {
  const writer = openWriter(connect(workerData));
  let answers: Answered = [];
  const answer = (each: Answered[number]) => {
    // All of a commit in one message.
    if (answers.push(each) > 1) return;
    setImmediate(() => {
      port.postMessage(answers);
      answers = [];
    });
  };
  port.on('message', async (asked: Asked | null) => {
    for (const { id, call } of asked ?? []) {
      writer.write(call).then(
        (value) => answer({ id, value }),
        (error) => answer({ id, error: faultOf(error) }),
      );
    }
    if (asked !== null) return;
    await writer.end();
    // After the answers, which are sent in the next turn.
    setImmediate(() => setImmediate(() => port.close()));
  });
  port.postMessage({});
} catch (error) {
  port.postMessage({ error: faultOf(error) });
  port.close();
}
