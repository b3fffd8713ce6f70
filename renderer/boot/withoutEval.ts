import { z } from 'zod';

// Imported before any schema: the content security policy knows no eval, by which zod would compile them.
z.config({ jitless: true });
