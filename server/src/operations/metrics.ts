import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Numbers for Prometheus. A registry of its own, so that two servers in one process do not meet. */
export interface Metrics {
  readonly registry: Registry;
  /** Notes an answered request. The route is the pattern, never the address: ids would make endless series. */
  answered(method: string, route: string, status: number, seconds: number): void;
  /** A number that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'concordance_' });
  const requests = new Histogram({
    name: 'concordance_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  });
  return {
    registry,
    answered: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    gauge(name, help, read) {
      new Gauge({
        name: `concordance_${name}`,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
  };
}

/** The live channel's own figures. `rooms` is anything that reads them. */
export function measureRooms(metrics: Metrics, rooms: { metrics(): object }, eventSockets: () => number): void {
  for (const [name, value] of Object.entries(rooms.metrics())) {
    if (typeof value !== 'number') continue;
    metrics.gauge(`live_${snake(name)}`, `Live channel: ${name}`, () =>
      Number(Object.entries(rooms.metrics()).find(([key]) => key === name)?.[1] ?? 0),
    );
  }
  metrics.gauge('event_sockets', 'Open screens that hear the event feed', eventSockets);
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
