/** Runs jobs one after the other, in the order they came. A job that fails does not stop the next. */
export function createLine(): (job: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  };
}
