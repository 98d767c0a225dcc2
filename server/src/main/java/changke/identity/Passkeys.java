package changke.identity;

import changke.shared.PersonId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInputs;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Passkeys (WebAuthn): keys on people's devices that open the account without a password. The
/// device must have checked who holds it, so a passkey is both factors at once. What devices sign
/// is checked by Spring Security; the challenges are ours, so that a guest needs no session.
@Component
public class Passkeys {

  private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
  private static final int MOST = 20;
  private static final int LONGEST_LABEL = 60;

  private final PasskeyRows rows;
  private final PasskeyOwners owners;
  private final Challenges challenges;
  private final People people;
  private final Letters letters;
  private final Audit audit;
  private final Environment environment;
  private final TransactionTemplate transaction;
  private final JsonMapper json =
      JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

  Passkeys(
      PasskeyRows rows,
      PasskeyOwners owners,
      Challenges challenges,
      People people,
      Letters letters,
      Audit audit,
      Environment environment,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.owners = owners;
    this.challenges = challenges;
    this.people = people;
    this.letters = letters;
    this.audit = audit;
    this.environment = environment;
    this.transaction = transaction;
  }

  public List<Passkey> of(PersonId person) {
    return rows.of(person);
  }

  /// The host name for which passkeys are made; on another one browsers refuse them.
  public String host() {
    return URI.create(origin()).getHost();
  }

  /// What a browser needs to make a passkey, as JSON.
  public String registration(Person person) {
    return json.writeValueAsString(
        creation(person, challenges.issue(Challenges.Purpose.REGISTER, person.id())));
  }

  /// Takes what the browser made; false when it is not an answer to what we asked this person.
  public boolean register(Person person, String label, String credential) {
    var called = label.isBlank() ? "Passkey" : label.strip();
    if (called.length() > LONGEST_LABEL || rows.of(person.id()).size() >= MOST) {
      return false;
    }
    return attempt(
            () -> {
              var made =
                  json.readValue(
                      credential,
                      new TypeReference<
                          PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
              var challenge = challenge(made.getResponse().getClientDataJSON());
              if (!challenges.use(Challenges.Purpose.REGISTER, person.id(), challenge)) {
                return null;
              }
              var request =
                  new ImmutableRelyingPartyRegistrationRequest(
                      creation(person, challenge), new RelyingPartyPublicKey(made, called));
              return transaction.execute(status -> {
                relyingParty().registerCredential(request);
                audit.note(person.id(), "passkey.added", "person " + person.id());
                letters.signInChanged(person, "添加了一个通行密钥", "A passkey was added.");
                return person;
              });
            })
        .isPresent();
  }

  /// What a browser needs to sign in with whatever passkey it has for us, as JSON.
  public String signIn() {
    return json.writeValueAsString(
        request(challenges.issue(Challenges.Purpose.SIGN_IN, null), List.of()));
  }

  /// Whose passkey signed; empty when it is not an answer to what we asked.
  public Optional<Person> signedIn(String credential) {
    return attempt(() -> asserted(Challenges.Purpose.SIGN_IN, null, credential));
  }

  /// What a browser needs to confirm that it is still this person, as JSON.
  public String confirmation(Person person) {
    return json.writeValueAsString(
        request(
            challenges.issue(Challenges.Purpose.CONFIRM, person.id()), descriptors(person.id())));
  }

  public boolean confirmed(Person person, String credential) {
    return attempt(() -> asserted(Challenges.Purpose.CONFIRM, person.id(), credential))
        .filter(signer -> signer.id().equals(person.id()))
        .isPresent();
  }

  /// Takes a passkey away; `by` is its owner, or the operator who helps.
  public boolean remove(Person person, UUID passkey, PersonId by) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          var removed = rows.remove(person.id(), passkey);
          if (removed) {
            audit.note(by, "passkey.removed", "person " + person.id() + " passkey " + passkey);
            letters.signInChanged(person, "移除了一个通行密钥", "A passkey was taken away.");
          }
          return removed;
        }));
  }

  private @Nullable Person asserted(
      Challenges.Purpose purpose, @Nullable PersonId asked, String credential) {
    var signed =
        json.readValue(
            credential,
            new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
    var challenge = challenge(signed.getResponse().getClientDataJSON());
    if (!challenges.use(purpose, asked, challenge)) {
      return null;
    }
    var request = request(challenge, asked == null ? List.of() : descriptors(asked));
    var signer =
        transaction.execute(status ->
            relyingParty().authenticate(new RelyingPartyAuthenticationRequest(request, signed)));
    return signer == null ? null : people.find(PasskeyRows.person(signer.getId())).orElse(null);
  }

  /// Whatever a browser sends may be broken or forged in any way; none of it is an error of ours.
  private static Optional<Person> attempt(Attempt work) {
    try {
      return Optional.ofNullable(work.run());
    } catch (RuntimeException e) {
      log.info("a passkey was refused: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private interface Attempt {
    @Nullable Person run();
  }

  private byte[] challenge(Bytes clientData) {
    var text = json.readTree(clientData.getBytes()).path("challenge").asString();
    return Bytes.fromBase64(text).getBytes();
  }

  private List<PublicKeyCredentialDescriptor> descriptors(PersonId person) {
    return rows.findByUserId(PasskeyRows.handle(person)).stream()
        .map(Passkeys::descriptor)
        .toList();
  }

  private static PublicKeyCredentialDescriptor descriptor(CredentialRecord record) {
    return PublicKeyCredentialDescriptor.builder()
        .id(record.getCredentialId())
        .transports(record.getTransports())
        .build();
  }

  private PublicKeyCredentialCreationOptions creation(Person person, byte[] challenge) {
    return PublicKeyCredentialCreationOptions.builder()
        .rp(entity())
        .user(PasskeyOwners.entity(person))
        .challenge(new Bytes(challenge))
        .pubKeyCredParams(
            PublicKeyCredentialParameters.EdDSA,
            PublicKeyCredentialParameters.ES256,
            PublicKeyCredentialParameters.RS256)
        .timeout(Challenges.LASTS)
        .excludeCredentials(descriptors(person.id()))
        .authenticatorSelection(
            AuthenticatorSelectionCriteria.builder()
                .residentKey(ResidentKeyRequirement.REQUIRED)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build())
        .attestation(AttestationConveyancePreference.NONE)
        .extensions(new ImmutableAuthenticationExtensionsClientInputs(List.of()))
        .build();
  }

  private PublicKeyCredentialRequestOptions request(
      byte[] challenge, List<PublicKeyCredentialDescriptor> allowed) {
    return PublicKeyCredentialRequestOptions.builder()
        .challenge(new Bytes(challenge))
        .rpId(host())
        .timeout(Challenges.LASTS)
        .allowCredentials(allowed)
        .userVerification(UserVerificationRequirement.REQUIRED)
        .extensions(new ImmutableAuthenticationExtensionsClientInputs(List.of()))
        .build();
  }

  private Webauthn4JRelyingPartyOperations relyingParty() {
    return new Webauthn4JRelyingPartyOperations(owners, rows, entity(), Set.of(origin()));
  }

  private PublicKeyCredentialRpEntity entity() {
    return PublicKeyCredentialRpEntity.builder().id(host()).name("Changke").build();
  }

  private String origin() {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    var uri = URI.create(environment.getProperty("changke.url", here));
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
