import { RegisterPage } from '../registers/RegisterPage.tsx';
import { sourceRegister } from './source-register.tsx';

export function SourcesPage() {
  return <RegisterPage definition={sourceRegister} />;
}
