import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Storage } from './app/ports.ts';
import type { Metrics } from './http/metrics.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The service's figures, and storage that is measured. Routes, kinds and counts: nothing about people. */
export function openMetrics(storage: Storage, token: string): Metrics & { storage: Storage } {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'tonnam_http_request_seconds',
    help: 'Time to answer, by route and status; its count is the number of requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const appends = new Histogram({
    name: 'tonnam_append_seconds',
    help: 'Time until the events of a command are on the disk.',
    buckets: SECONDS,
    registers,
  });
  const conflicts = new Counter({
    name: 'tonnam_append_conflicts_total',
    help: 'Appends that somebody else was faster than, and that were decided again.',
    registers,
  });
  const events = new Counter({
    name: 'tonnam_events_total',
    help: 'Events written to the book, by type.',
    labelNames: ['type'],
    registers,
  });
  const queue = new Gauge({
    name: 'tonnam_writer_queue',
    help: 'Writes that wait for the next commit.',
    registers,
  });
  new Gauge({
    name: 'tonnam_database_bytes',
    help: 'Size of the database.',
    registers,
    async collect() {
      const { waitingWrites, bytes } = await storage.gauges();
      this.set(bytes);
      queue.set(waitingWrites);
    },
  });

  return {
    token,
    contentType: register.contentType,
    text: () => register.metrics(),
    request: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    storage: {
      ...storage,
      async append(sealed, ...others) {
        const stop = appends.startTimer();
        const result = await storage.append(sealed, ...others);
        stop();
        if (result.kind === 'conflict') conflicts.inc();
        if (result.kind === 'appended') for (const { type } of sealed) events.inc({ type });
        return result;
      },
    },
  };
}
