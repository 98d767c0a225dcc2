package changke.identity;

import changke.shared.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/// People as Spring Security's WebAuthn asks for them; it makes and removes nobody.
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

  private final People people;

  PasskeyOwners(People people) {
    this.people = people;
  }

  static PublicKeyCredentialUserEntity entity(Person person) {
    return ImmutablePublicKeyCredentialUserEntity.builder()
        .id(PasskeyRows.handle(person.id()))
        .name(person.email())
        .displayName(person.name())
        .build();
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
    return people.find(PasskeyRows.person(handle)).map(PasskeyOwners::entity).orElse(null);
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findByUsername(String id) {
    return people.find(PersonId.of(id)).map(PasskeyOwners::entity).orElse(null);
  }

  @Override
  public void save(PublicKeyCredentialUserEntity entity) {
    throw new UnsupportedOperationException("people join on the page");
  }

  @Override
  public void delete(Bytes handle) {
    throw new UnsupportedOperationException("people leave on the page");
  }
}
