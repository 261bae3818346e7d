import { MemoryStorage } from '../support/memory-storage.ts';
import { describeStorage } from './storage-suite.ts';

describeStorage('memory', async () => {
  const storage = new MemoryStorage();
  let made = 0;
  return {
    storage,
    async createDocument() {
      const id = `document-${made++}`;
      storage.create(id);
      return id;
    },
    reopen: async () => storage,
    close: async () => {},
  };
});
