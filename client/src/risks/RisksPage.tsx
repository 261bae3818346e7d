import { RegisterPage } from '../registers/RegisterPage.tsx';
import { riskRegister } from './risk-register.tsx';

export function RisksPage() {
  return <RegisterPage definition={riskRegister} />;
}
