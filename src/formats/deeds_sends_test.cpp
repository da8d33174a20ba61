#include "formats/deeds_sends.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

// "publish npm, deploy ssh?": the mark of what may not be for others.
std::string Sent(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& deed : DeedsOf(SplitShell(text, 1), "x").deeds)
    if (deed.kind == model::DeedKind::kPublish || deed.kind == model::DeedKind::kDeploy)
      out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool +
                    (model::Says(deed, model::kMayPublish) ? "?" : ""));
  return Join(out, ", ");
}

struct Row {
  std::string_view text, sent;
};

TEST(DeedsSends, FilesThatCurlSends) {
  const Row kRows[] = {
      {"curl -T dist/app.tgz https://dl.example.com/app.tgz", "publish curl?"},
      {"curl --upload-file app.deb https://h.example/", "publish curl?"},
      {"curl -X POST -F file=@app.tgz https://h.example/upload", "publish curl?"},
      {"curl -X PUT --data-binary @app.tgz https://h.example/raw/app.tgz", "publish curl?"},
      {"curl --data-binary @a.zip https://uploads.github.com/repos/o/r/releases/1/assets?name=a",
       "publish curl"},
      {"curl -T x https://forge.example/api/packages/o/generic/x/1/x", "publish curl"},
      {"curl -X POST https://api.example.com/repos/o/r/releases -d @x.json", "publish gh?"},
      {"curl -X POST \"$RENDER_DEPLOY_HOOK\"", "deploy curl?"},
      {"curl -X POST --data '{\"text\":\"hi\"}' https://hooks.slack.com/services/T", ""},
      {"curl -F file=@coverage.bin https://codecov.io/upload", ""},
      {"curl -X POST -F file=@report.xml https://h.example/x", ""},
      {"curl -X POST -H 'x: y' -d @payload.json https://api.example.com/v1/things", ""},
      {"curl -X POST https://readthedocs.org/api/v2/webhook/x/1/ -d token=a", ""},
      {"curl -fsSLO https://h.example/app.tgz", ""},
      {"curl -T app.tgz http://localhost:8081/app.tgz", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(Sent(row.text), row.sent) << row.text;
}

TEST(DeedsSends, FilesToAHostAndFromOne) {
  const Row kRows[] = {
      {"scp -r dist me@www.example.com:/srv", "deploy scp?"},
      {"scp -i k me@h.example:/var/log/x .", ""},
      {"rsync -avz -e ssh dist/ me@www.example.com:/srv/www/", "deploy rsync?"},
      {"rsync -a dist/ $DEPLOY_HOST", "deploy rsync?"},
      {"scp x '${{ secrets.U }}@${{ secrets.H }}:/srv'", "deploy scp?"},
      {"scp '${{ secrets.H }}:/srv/x' .", ""},
      {"cp x '${{ github.workspace }}/x'", ""},
      {"rsync -av me@h.example:/data/ data/", ""},
      {"rsync -a src/ build/", ""},
      {"rsync -a docs/_build/ me@h.example:/docs/", "publish pages"},
      {"sftp -b batch me@h.example", "deploy sftp?"},
      {"lftp -c \"open ftp://x; mirror -R dist\"", "deploy lftp?"},
      {"lftp -c \"open ftp://x; mirror pub\"", ""},
      {"ssh me@h.example ./deploy.sh", "deploy ssh?"},
      {"ssh -i key -p 22 me@h.example sudo systemctl restart app", "deploy ssh?"},
      {"ssh me@h.example <<E\nmake it so\nE", "deploy ssh?"},
      {"ssh h.example uname -a", ""},
      {"ssh -i deploy_key me@h.example true", ""},
      {"ssh -T git@github.com", ""},
      {"ssh -N -L 1:h:1 me@h.example", ""},
      {"aws s3 sync dist s3://b", "publish aws"},
      {"aws s3 cp s3://b/cache.tgz .", ""},
      {"aws s3 cp coverage.xml s3://b/", "publish aws?"},
      {"gsutil cp dist/x gs://b/", "publish gsutil?"},
      {"gsutil cp gs://b/x .", ""},
      {"rclone copy dist r2:b", "publish rclone?"},
      {"rclone copy r2:b/x .", ""},
      {"az storage blob upload -f x -c y", "publish az?"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Sent(row.text), row.sent) << row.text;
}

TEST(DeedsSends, APushIsACommitUnlessItIsATagOrGoesElsewhere) {
  const Row kRows[] = {
      {"git push", ""},
      {"git push origin main", ""},
      {"git push origin HEAD:refs/heads/translations", ""},
      {"git push \"https://x:$TOKEN@github.com/$GITHUB_REPOSITORY\" HEAD:main", ""},
      {"git push origin --delete v1", ""},
      {"git stash push", ""},
      {"git push origin v1.0", "publish git?"},
      {"git push origin \"$TAG\"", "publish git?"},
      {"git push --follow-tags", "publish git?"},
      {"git push origin gh-pages", "publish pages"},
      {"git push heroku main", "deploy git"},
      {"git push production main", "deploy git?"},
      {"git push release main", "publish git?"},
      {"git push ssh://aur@aur.archlinux.org/x.git master", "publish git?"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Sent(row.text), row.sent) << row.text;
}

TEST(DeedsSends, RegistriesAndServices) {
  const Row kRows[] = {
      {"npx np", "publish np"},
      {"npx release-it --ci", "publish release-it?"},
      {"yarn semantic-release", "publish semantic-release"},
      {"npm exec -- semantic-release", "publish semantic-release"},
      {"pwsh -c 'dotnet nuget push x.nupkg'", "publish dotnet"},
      {"python setup.py sdist upload", "publish setup.py"},
      {"python -c 'import twine.commands.upload as u; u.main()'", "publish python?"},
      {"./gradlew publishAllPublicationsToMavenRepository", "publish gradle"},
      {"./gradlew :lib:publishReleaseBundle", "publish gradle"},
      {"./gradlew publishToMavenLocal", ""},
      {"sbt '+clean; +publishSigned'", "publish sbt"},
      {"sbt publishLocal", ""},
      {"goreleaser --rm-dist", "publish goreleaser"},
      {"/opt/a@b/curl https://h.example/x", ""},
      {"goreleaser release --skip=publish", ""},
      {"goreleaser build --clean", ""},
      {"bundle exec cap production deploy", "deploy cap"},
      {"cap staging deploy", "deploy cap?"},
      {"ansible-playbook -i hosts site.yml", "deploy ansible-playbook?"},
      {"ansible-playbook --syntax-check site.yml", ""},
      {"nomad job run x.nomad", "deploy nomad"},
      {"heroku container:release web", "deploy heroku"},
      {"serverless deploy --stage dev", "deploy serverless?"},
      {"dpl --provider=pypi", "publish dpl"},
      {"mkdocs gh-deploy --force", "publish pages"},
      {"docker push localhost:5000/x", ""},
      {"docker buildx build --push -t localhost:5000/x .", ""},
      {"skopeo copy docker://h/x dir:x", ""},
      {"cargo build --release", ""},
      {"kubectl apply --dry-run=server -f x", ""},
      {"make release-notes", "publish make?"},
      {"npm run publish:docs", "publish npm?"},
      {"make release", "publish make"},
      {"kubectl get pods", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(Sent(row.text), row.sent) << row.text;
}

TEST(DeedsSends, TextsThatUpload) {
  EXPECT_TRUE(MayUpload("subprocess.run(['twine',  'upload', 'x'])"));
  EXPECT_TRUE(MayUpload("await github.rest.repos.uploadReleaseAsset({})"));
  EXPECT_FALSE(MayUpload("# twine upload x\nprint('x')"));
  EXPECT_FALSE(MayUpload("core.setOutput('x', 1)"));
}

}  // namespace
}  // namespace avouch::formats
