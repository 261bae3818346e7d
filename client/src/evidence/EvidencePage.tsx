import { RegisterPage } from '../registers/RegisterPage.tsx';
import { evidenceRegister } from './evidence-register.tsx';

export function EvidencePage() {
  return <RegisterPage definition={evidenceRegister} />;
}
